import type { Interval } from '../api.js';
import { t } from '../words/language.js';
import { ENOUGH, digits, type Figure, type Mark, type Row, type Series } from './figure.js';
import { episodesOf } from './filter.js';
import type { EndingRow, GeneralisationRow, LearningRow, ThroughputRow } from './metrics.js';
import { ending } from './terms.js';

const percent = (share: number): number => 100 * share;
const whole = (share: number): string => percent(share).toFixed(0);
const few = (n: number): boolean => n < ENOUGH;
const span = (interval: Interval | null, write: (value: number) => string): string =>
  interval === null ? '' : ` [${write(interval[0])} – ${write(interval[1])}]`;
const said = (n: number, text: string): string => (few(n) ? t('not enough data') : text);

interface Behind {
  readonly task: string;
  readonly version: string;
  readonly cohort: string;
}

/** Rates of varied scenes stand in a figure of their own, so elsewhere an evaluation is one of the scene of training. */
const linkOf = (row: Behind, more: Readonly<Record<string, string>> = {}): string =>
  episodesOf({ task: row.task, version: row.version, cohort: row.cohort, ...(row.cohort === 'EVALUATION' ? { variation: 'none' } : {}), ...more });

function mark(label: string, x: number, n: number, value: number, interval: Interval | null, link: string | undefined): Mark {
  const [low, high] = interval ?? [value, value];
  return { label, x, y: value, low, high, n, link };
}

const hundredfold = (interval: Interval): Interval => [percent(interval[0]), percent(interval[1])];

/** Success and throughput are two figures of the same table. */
export function successFigure(rows: readonly ThroughputRow[], path: string): Figure {
  return {
    id: 'success',
    title: t('Success of unassisted episodes'),
    note: t('Wilson’s 95 % interval. Episodes in which a person helped never count as a success of the policy.'),
    ...bare(path, ' %', 100),
    series: [{ name: '', start: undefined, marks: rows.map((row, i) => mark(row.version, i, row.episodes, percent(row.successRate), hundredfold(row.successInterval), linkOf(row))) }],
    table: {
      columns: [t('Policy'), t('Recipe'), 'n', t('Successes'), t('Success %'), t('Without verdict'), t('Training')],
      rows: rows.map((row) => ({
        link: linkOf(row),
        cells: [row.version, row.recipe ?? '–', `${row.episodes}`, `${row.successes}`, said(row.episodes, whole(row.successRate) + span(row.successInterval, whole)), `${row.aborted}`, row.trainSeconds === null ? '–' : `${row.trainSeconds.toFixed(0)} s`],
      })),
    },
  };
}

export function throughputFigure(rows: readonly ThroughputRow[], path: string): Figure {
  const seconds = (value: number | null): string => (value === null ? '–' : `${value.toFixed(1)} s`);
  return {
    id: 'throughput',
    title: t('Successes per robot hour'),
    note: t('A ratio of sums with the delta method’s 95 % interval. Time is robot time in episodes; gross, with resets and waiting for labels, where those were measured.'),
    ...bare(path, '', undefined),
    series: [{ name: '', start: undefined, marks: rows.map((row, i) => mark(row.version, i, row.episodes, row.throughputPerHour, row.throughputInterval, linkOf(row))) }],
    table: {
      columns: [t('Policy'), 'n', t('Successes / h'), t('Gross / h'), t('Median of successes'), t('90 % of successes below')],
      rows: rows.map((row) => ({
        link: linkOf(row),
        cells: [
          row.version,
          `${row.episodes}`,
          said(row.episodes, digits(row.throughputPerHour) + span(row.throughputInterval, digits)),
          row.grossPerHour === null ? '–' : said(row.episodes, digits(row.grossPerHour)),
          seconds(row.medianSeconds),
          seconds(row.p90Seconds),
        ],
      })),
    },
  };
}

/** People help in practice only, so this is of practice whatever the other figures show. */
export function helpFigure(rows: readonly ThroughputRow[], path: string): Figure {
  return {
    id: 'help',
    title: t('Assisted share of practice'),
    note: t('Share of practice episodes in which a person took over, with Wilson’s 95 % interval. Nobody helps in evaluation.'),
    ...bare(path, ' %', 100),
    series: [{ name: '', start: undefined, marks: rows.map((row, i) => mark(row.version, i, row.episodes, percent(row.help.share), hundredfold(row.help.shareInterval), linkOf(row))) }],
    table: {
      columns: [t('Policy'), 'n', t('Assisted'), t('Assisted %'), t('Takeovers / episode'), t('Takeovers / h'), t('Minutes driven / h'), t('Steps driven %')],
      rows: rows.map((row) => ({
        link: linkOf(row),
        cells: [
          row.version,
          `${row.episodes}`,
          `${row.assisted}`,
          said(row.episodes, whole(row.help.share) + span(row.help.shareInterval, whole)),
          said(row.episodes, row.help.perEpisode.toFixed(2)),
          said(row.episodes, digits(row.help.perHour) + span(row.help.perHourInterval, digits)),
          said(row.episodes, digits(row.help.minutesPerHour) + span(row.help.minutesPerHourInterval, digits)),
          said(row.episodes, percent(row.help.stepShare).toFixed(1)),
        ],
      })),
    },
  };
}

/** @param rows of one version */
export function endingsFigure(rows: readonly EndingRow[], path: string): Figure {
  const link = (row: EndingRow): string => linkOf(row, { outcome: row.outcome, reason: row.reason });
  return {
    id: 'endings',
    title: t('How episodes ended'),
    note: t('Share of all episodes of this version, those without a verdict too; the most frequent first.'),
    ...bare(path, ' %', 100),
    shape: 'bars',
    series: [{ name: '', start: undefined, marks: rows.map((row, i) => mark(ending(row.outcome, row.reason), i, row.of, percent(row.share), hundredfold(row.shareInterval), link(row))) }],
    table: {
      columns: [t('Ending'), t('Episodes'), 'n', t('Share %')],
      rows: rows.map((row) => ({ link: link(row), cells: [ending(row.outcome, row.reason), `${row.episodes}`, `${row.of}`, said(row.of, whole(row.share) + span(row.shareInterval, whole))] })),
    },
  };
}

export function generalisationFigure(rows: readonly GeneralisationRow[], path: string): Figure {
  const versions = [...new Set(rows.map((row) => row.version))];
  const scenes = [...new Set(rows.map((row) => row.variation))];
  const name = (row: GeneralisationRow): string => (row.variation === 'none' ? t('Scene of training') : row.variation);
  const link = (row: GeneralisationRow): string => linkOf({ ...row, cohort: 'EVALUATION' }, { variation: row.variation });
  return {
    id: 'generalisation',
    title: t('Success where the scene differs from training'),
    note: t('By axis (vision, semantics, execution), kind and severity (1 weak, 2 strong), with Wilson’s 95 % interval. Nothing is pooled.'),
    ...bare(path, ' %', 100),
    series: versions.map((version) => ({
      name: version,
      start: undefined,
      marks: rows
        .filter((row) => row.version === version)
        .map((row) => mark(name(row), scenes.indexOf(row.variation), row.episodes, percent(row.successRate), hundredfold(row.successInterval), link(row))),
    })),
    table: {
      columns: [t('Policy'), t('Scene'), 'n', t('Successes'), t('Success %')],
      rows: rows.map((row) => ({ link: link(row), cells: [row.version, name(row), `${row.episodes}`, `${row.successes}`, said(row.episodes, whole(row.successRate) + span(row.successInterval, whole))] })),
    },
  };
}

export function learningFigure(rows: readonly LearningRow[], path: string): Figure {
  return {
    ...curve('learning', rows, (row) => row.round, path),
    title: t('Success over rounds'),
    note: t('Round 0 began with no version and learned from nobody’s practice; each later one began with a version of the round before, or learned from its practice. Versions of one recipe are joined.'),
    xTitle: t('Round'),
    table: {
      columns: [t('Policy'), t('Recipe'), t('Round'), 'n', t('Success %'), t('Successes / h')],
      rows: rows.map((row) => learned(row, [`${row.round}`, `${row.episodes}`, said(row.episodes, whole(row.successRate) + span(row.successInterval, whole)), said(row.episodes, digits(row.throughputPerHour) + span(row.throughputInterval, digits))])),
    },
  };
}

export function learningThroughputFigure(rows: readonly LearningRow[], path: string): Figure {
  const success = learningFigure(rows, path);
  return {
    ...success,
    id: 'learning-throughput',
    title: t('Successes per robot hour over rounds'),
    yTitle: t('Successes / h'),
    unit: '',
    top: undefined,
    series: lines(rows, (row) => mark(row.version, row.round, row.episodes, row.throughputPerHour, row.throughputInterval, linkOf(row))),
  };
}

export function effortFigure(rows: readonly LearningRow[], path: string): Figure {
  const minutes = (row: LearningRow): number => row.demonstrationMinutes + row.correctionMinutes;
  return {
    ...curve('effort', rows, minutes, path),
    title: t('Success over people’s minutes'),
    note: t('Minutes of demonstrations and corrections that a version learned from. Return on human effort: unassisted successes of its practice / (1 + seconds in which people drove). How long a person takes to reach the robot is not measured.'),
    xTitle: t('Minutes of people'),
    table: {
      columns: [t('Policy'), t('Recipe'), t('Demonstrations, min'), t('Corrections, min'), 'n', t('Success %'), t('Practice n'), t('Return on effort')],
      rows: rows.map((row) =>
        learned(row, [
          row.demonstrationMinutes.toFixed(1),
          row.correctionMinutes.toFixed(1),
          `${row.episodes}`,
          said(row.episodes, whole(row.successRate) + span(row.successInterval, whole)),
          `${row.practiceEpisodes}`,
          row.returnOnEffort === null ? '–' : said(row.practiceEpisodes, row.returnOnEffort.toFixed(3)),
        ]),
      ),
    },
  };
}

function learned(row: LearningRow, cells: readonly string[]): Row {
  return { link: linkOf(row), cells: [row.version, row.recipe ?? '–', ...cells] };
}

function curve(id: string, rows: readonly LearningRow[], x: (row: LearningRow) => number, path: string): Omit<Figure, 'title' | 'note' | 'table'> {
  return {
    id,
    ...bare(path, ' %', 100),
    shape: 'curve',
    yTitle: t('Success %'),
    series: lines(rows, (row) => mark(row.version, x(row), row.episodes, percent(row.successRate), hundredfold(row.successInterval), linkOf(row))),
  };
}

/** One line a task and recipe; those that have no round 0 of their own begin at their task's, where there is one. */
function lines(rows: readonly LearningRow[], point: (row: LearningRow) => Mark): readonly Series[] {
  const name = (row: LearningRow): string => `${row.task} · ${row.recipe ?? '–'}`;
  return [...new Set(rows.map(name))].map((line) => {
    const mine = rows.filter((row) => name(row) === line);
    const [base, ...others] = rows.filter((row) => row.round === 0 && row.task === mine[0]?.task);
    const begins = base === undefined || others.length > 0 || mine.some((row) => row.round === 0);
    return { name: line, start: begins ? undefined : point(base), marks: mine.map(point).sort((a, b) => a.x - b.x) };
  });
}

function bare(path: string, unit: string, top: number | undefined): Pick<Figure, 'shape' | 'xTitle' | 'yTitle' | 'unit' | 'top' | 'diagonal' | 'path'> {
  return { shape: 'rows', xTitle: '', yTitle: '', unit, top, diagonal: false, path };
}

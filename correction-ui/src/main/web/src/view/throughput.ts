import { episodes, rounds, throughput, type EpisodeManifest, type Round, type ThroughputRow } from '../api.js';
import type { Page, View } from '../page.js';
import { chart, ENOUGH, type Point } from './chart.js';
import { button, h, shown, text } from './dom.js';
import { reason as spoken, span } from './words.js';

const REFRESH_MILLIS = 4_000;

const NONE_YET: Readonly<Record<string, string>> = {
  EVALUATION: 'No policy was evaluated yet. What policies did in everyday episodes is under Practice.',
  TRAIN: 'No policy has finished an episode yet.',
};

/** Did the last round help? Success and throughput of each policy version, with intervals and n. */
export function throughputPage(page: Page): View {
  const success = chart('Success of unassisted episodes (95 % interval)', ' %', '#56b4e9', 100);
  const perHour = chart('Successes per robot hour (95 % interval)', '/h', '#e69f00', undefined);
  const tasks = h('select', '', { 'aria-label': 'Task' });
  const cohort = h('select', '', { 'aria-label': 'Cohort' }, h('option', '', { value: 'EVALUATION' }, 'Evaluation'), h('option', '', { value: 'TRAIN' }, 'Practice'));
  const table = h('tbody', '');
  const roundList = h('div', 'rounds');
  const episodeList = h('div', 'episodes');
  const trouble = h('p', 'trouble');
  const columns = ['Policy', 'Recipe', 'n', 'Success', 'Successes / h', 'Gross / h', 'Takeovers', 'Corrected steps', 'Assisted', 'Training'];
  const figures = h(
    'div',
    'figures',
    {},
    h('div', 'charts', {}, success.element, perHour.element),
    h('section', 'card', {}, h('div', 'scroll', {}, h('table', '', {}, h('thead', '', {}, h('tr', '', {}, ...columns.map((name) => h('th', '', { scope: 'col' }, name)))), table)), h('p', 'hint', {}, 'Episodes in which a person helped never count as a success of the policy. Time is robot time in episodes; gross, with resets and waiting for labels, where those were measured.')),
  );
  const element = h(
    'main',
    'research',
    { 'data-test': 'throughput' },
    h('header', 'head', {}, h('h1', '', {}, 'Throughput'), h('span', 'filters', {}, tasks, cohort)),
    trouble,
    figures,
    h('div', 'columns', {}, h('section', 'card', {}, h('h2', '', {}, 'Rounds'), roundList), h('section', 'card', {}, h('h2', '', {}, 'Latest episodes'), episodeList)),
  );
  let rows: readonly ThroughputRow[] = [];
  const draw = (): void => {
    const known = [...new Set(rows.map((row) => row.task))];
    if ([...tasks.options].map((option) => option.value).join() !== known.join()) {
      tasks.replaceChildren(...known.map((task) => h('option', '', { value: task }, task)));
    }
    const mine = rows.filter((row) => row.task === tasks.value);
    success.show(mine.map(successPoint));
    perHour.show(mine.map(throughputPoint));
    table.replaceChildren(...mine.map(tableRow));
  };
  const refresh = async (): Promise<void> => {
    try {
      const [newRows, newRounds, newest] = await Promise.all([throughput(cohort.value), rounds(), episodes({})]);
      rows = newRows;
      shown(figures, rows.length > 0);
      shown(tasks, rows.length > 0);
      draw();
      roundList.replaceChildren(...newRounds.map(roundLine));
      shown(roundList, newRounds.length > 0);
      episodeList.replaceChildren(...newest.map((manifest) => episodeLine(page, manifest)));
      text(trouble, rows.length > 0 ? '' : NONE_YET[cohort.value] ?? '');
    } catch (e) {
      text(trouble, e instanceof Error ? e.message : String(e));
    }
    shown(trouble, trouble.textContent !== '');
  };
  tasks.addEventListener('change', draw);
  cohort.addEventListener('change', () => void refresh());
  void refresh();
  const timer = setInterval(() => void refresh(), REFRESH_MILLIS);
  const close = (): void => {
    clearInterval(timer);
    success.close();
    perHour.close();
  };
  return { element, render: () => undefined, close };
}

function successPoint(row: ThroughputRow): Point {
  const [low, high] = row.successInterval;
  return { label: row.version, n: row.episodes, value: 100 * row.successRate, low: 100 * low, high: 100 * high };
}

function throughputPoint(row: ThroughputRow): Point {
  const [low, high] = row.throughputInterval ?? [row.throughputPerHour, row.throughputPerHour];
  return { label: row.version, n: row.episodes, value: row.throughputPerHour, low, high };
}

function tableRow(row: ThroughputRow): HTMLElement {
  const enough = row.episodes >= ENOUGH;
  const percent = (share: number): string => (100 * share).toFixed(0);
  const [low, high] = row.successInterval;
  const perHour = row.throughputInterval === null ? '' : ` [${row.throughputInterval[0].toFixed(0)} – ${row.throughputInterval[1].toFixed(0)}]`;
  const cells = [
    row.recipe ?? '–',
    `${row.episodes}`,
    enough ? `${percent(row.successRate)} % [${percent(low)} – ${percent(high)}]` : 'not enough data',
    enough ? `${row.throughputPerHour.toFixed(0)}${perHour}` : 'not enough data',
    row.grossPerHour === null ? '–' : enough ? row.grossPerHour.toFixed(0) : 'not enough data',
    `${row.interventions}`,
    `${row.correctionSteps}`,
    `${row.assisted}`,
    row.trainSeconds === null ? '–' : span(Math.round(row.trainSeconds)),
  ];
  return h('tr', '', {}, h('th', '', { scope: 'row' }, row.version), ...cells.map((cell) => h('td', '', {}, cell)));
}

function roundLine(round: Round): HTMLElement {
  const done = round.failed === null && round.doing === 'finished';
  const state = round.failed !== null ? `failed: ${round.failed}` : done ? 'finished' : `${round.doing}${round.secondsLeft > 0 ? `, ${span(Math.round(round.secondsLeft))} left` : ''}`;
  const fill = h('span', 'progress-fill');
  fill.style.width = `${100 * (done ? 1 : round.fraction)}%`;
  return h('div', `round${round.failed === null ? '' : ' failed'}`, {}, h('strong', '', {}, round.round), h('span', '', {}, `${round.request.recipe} → ${round.request.version}`), h('span', '', {}, state), h('span', 'progress', {}, fill));
}

const SIGNS = { SUCCESS: '✓', FAILURE: '✕', ABORTED: '–', ABANDONED: '–' } as const;

function episodeLine(page: Page, manifest: EpisodeManifest): HTMLElement {
  const { outcome, reason } = manifest.ending;
  const corrected = manifest.correctionSteps === 0 ? '' : ` · ${manifest.interventions} ${manifest.interventions === 1 ? 'takeover' : 'takeovers'}`;
  const line = button('', `episode-line is-${outcome.toLowerCase()}`, () => page.open({ kind: 'episode', episode: manifest.episode }));
  line.append(
    h('span', 'sign', { 'aria-hidden': 'true' }, SIGNS[outcome]),
    h('span', 'episode-name', {}, manifest.episode),
    h('span', 'episode-what', {}, `${outcome.toLowerCase()} (${spoken(reason)}) · ${(manifest.durationMillis / 1000).toFixed(0)} s · ${manifest.robot}${corrected}`),
  );
  return line;
}

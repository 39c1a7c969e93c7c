import '../style/figures.css';
import type { Page, View } from '../page.js';
import { reliabilityFigure } from '../research/calibration.js';
import { ENOUGH, type Figure } from '../research/figure.js';
import { effortFigure, endingsFigure, generalisationFigure, helpFigure, learningFigure, learningThroughputFigure, successFigure, throughputFigure } from '../research/figures.js';
import { filterOf, queryOf, type Filter } from '../research/filter.js';
import { calibrationAt, labelRuns, pathOf, rowsAt, type EndingRow, type GeneralisationRow, type LabelRun, type LearningRow, type ThroughputRow } from '../research/metrics.js';
import type { State } from '../state.js';
import { cohortOf, COHORTS, cohortWord } from '../words/cohort.js';
import { t } from '../words/language.js';
import { h, shown, text } from './dom.js';
import { figureCard, type Card } from './figure-card.js';
import { RolloutPart } from './rollout.js';

const REFRESH_MILLIS = 15_000;

/** Also its name in the address. */
const ROLLOUT = 'rollout';
/** In the order shown; also the names in the address. */
const FIGURES = ['success', 'throughput', 'learning', 'learning-throughput', 'effort', 'help', 'endings', 'generalisation', 'calibration'] as const;

/** Did the last round help? Each figure with intervals and n, and as a table, CSV and picture; the address says which. */
export function researchPage(page: Page, query: string): View {
  let filter = filterOf(query);
  let address = query;
  const tasks = choice(t('Task'), 'task');
  const cohort = choice(t('Cohort'), 'cohort');
  const which = choice(t('Figure'), 'figure');
  const version = choice(t('Policy'), 'version');
  const labels = choice(t('Label run'), 'labels');
  const trouble = h('p', 'trouble', { role: 'status' });
  const rollout = new RolloutPart(page);
  const linkTo = (figure: Figure): string => `#/research?${queryOf({ ...filter, figure: figure.id })}`;
  const cards = new Map<string, Card>(FIGURES.map((id) => [id, figureCard(page, linkTo, id === 'endings' ? [version] : id === 'calibration' ? [labels] : [])]));
  const figures = h('div', 'figures', {}, ...[...cards.values()].map((card) => card.element));
  const element = h('main', 'research', { 'data-test': 'research' }, h('header', 'head', {}, h('h1', '', {}, t('Research')), h('span', 'filters', {}, tasks, cohort, which)), trouble, rollout.element, figures);
  fill(cohort, COHORTS.map((one) => [one, cohortWord(one)]), filter.cohort);

  const refresh = async (): Promise<void> => {
    const asked = filter;
    try {
      const known = await rowsAt<ThroughputRow>(pathOf('throughput', {}));
      const names = [...new Set(known.map((row) => row.task))];
      const task = asked.task ?? names[0];
      const showsRollout = task !== undefined && (asked.figure === undefined || asked.figure === ROLLOUT);
      const drawn = task === undefined ? [] : await figuresOf({ ...asked, task });
      if (asked !== filter) {
        return;
      }
      fill(tasks, [...new Set([...names, ...(task === undefined ? [] : [task])])].map((name) => [name, name]), task ?? '');
      fill(which, [['', t('All figures')], [ROLLOUT, t('Rollout')], ...drawn.map((figure): [string, string] => [figure.id, figure.title])], asked.figure ?? '');
      shown(tasks, tasks.options.length > 0);
      shown(which, drawn.length > 0);
      draw(drawn);
      shown(rollout.element, showsRollout);
      rollout.of(showsRollout ? task : undefined);
      text(trouble, drawn.length > 0 ? '' : t('No policy has finished an episode yet. Once one has, its figures stand here.'));
    } catch (e) {
      text(trouble, e instanceof Error ? e.message : String(e));
    }
    shown(trouble, trouble.textContent !== '');
  };

  const draw = (drawn: readonly Figure[]): void => {
    for (const [id, card] of cards) {
      const figure = drawn.find((one) => one.id === id);
      shown(card.element, figure !== undefined && (filter.figure === undefined || filter.figure === id));
      if (figure !== undefined && !card.element.hidden) {
        card.show(figure);
      }
    }
    figures.toggleAttribute('data-single', filter.figure !== undefined);
  };

  const figuresOf = async (asked: Filter & { readonly task: string }): Promise<readonly Figure[]> => {
    const { task } = asked;
    const paths = {
      throughput: pathOf('throughput', { task, cohort: asked.cohort }),
      help: pathOf('throughput', { task, cohort: 'TRAIN' }),
      learning: pathOf('learning', { task, cohort: asked.cohort }),
      generalisation: pathOf('generalisation', { task }),
    };
    const learning = rowsAt<LearningRow>(paths.learning);
    const [rows, helped, learned, varied, ended, calibrated] = await Promise.all([
      rowsAt<ThroughputRow>(paths.throughput),
      rowsAt<ThroughputRow>(paths.help),
      learning,
      rowsAt<GeneralisationRow>(paths.generalisation),
      endings(asked, learning),
      calibration(asked),
    ]);
    return [
      successFigure(rows, paths.throughput),
      throughputFigure(rows, paths.throughput),
      learningFigure(learned, paths.learning),
      learningThroughputFigure(learned, paths.learning),
      effortFigure(learned, paths.learning),
      helpFigure(helped, paths.help),
      ...ended,
      ...(varied.length === 0 ? [] : [generalisationFigure(varied, paths.generalisation)]),
      ...calibrated,
    ];
  };

  const endings = async ({ task, cohort: of, version: chosen }: Filter, learning: Promise<readonly LearningRow[]>): Promise<readonly Figure[]> => {
    const learned = await learning;
    const versions = learned.map((row) => row.version);
    const mine = chosen ?? learned.filter((row) => row.episodes >= ENOUGH).at(-1)?.version ?? versions.at(-1);
    fill(version, [...new Set([...versions, ...(mine === undefined ? [] : [mine])])].map((name) => [name, name]), mine ?? '');
    if (mine === undefined) {
      return [];
    }
    const path = pathOf('endings', { task, cohort: of, version: mine });
    return [endingsFigure(await rowsAt<EndingRow>(path), path)];
  };

  const calibration = async ({ task, labels: chosen }: Filter & { readonly task: string }): Promise<readonly Figure[]> => {
    const finished = (await labelRuns()).filter((run: LabelRun) => run.record === 'finished').map((run) => run.run);
    const run = chosen ?? finished.at(-1);
    fill(labels, finished.map((name) => [name, name]), run ?? '');
    if (run === undefined) {
      return [];
    }
    const path = pathOf('calibration', { labels: run, task });
    return [reliabilityFigure(await calibrationAt(path), task, path)];
  };

  /** The address follows without a new screen. */
  const choose = (change: Partial<Filter>): void => {
    filter = { ...filter, ...change };
    address = queryOf(filter);
    history.replaceState(null, '', `#/research?${address}`);
    void refresh();
  };
  tasks.addEventListener('change', () => choose({ task: tasks.value, version: undefined }));
  cohort.addEventListener('change', () => choose({ cohort: cohortOf(cohort.value), version: undefined }));
  which.addEventListener('change', () => choose({ figure: which.value || undefined }));
  version.addEventListener('change', () => choose({ version: version.value }));
  labels.addEventListener('change', () => choose({ labels: labels.value }));
  text(trouble, t('Loading …'));
  shown(tasks, false);
  shown(rollout.element, false);
  shown(which, false);
  for (const card of cards.values()) {
    shown(card.element, false);
  }
  void refresh();
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') {
      void refresh();
    }
  }, REFRESH_MILLIS);
  const close = (): void => {
    clearInterval(timer);
    rollout.close();
    cards.forEach((card) => card.close());
  };
  /** The tab leads to the bare address; then the screen begins anew. */
  const render = (state: State): void => {
    rollout.render(state);
    const [screen, now = ''] = location.hash.split('?', 2);
    if (screen === '#/research' && now !== address) {
      address = now;
      filter = filterOf(now);
      cohort.value = filter.cohort;
      void refresh();
    }
  };
  return { element, render, close };
}

function choice(name: string, test: string): HTMLSelectElement {
  return h('select', '', { 'aria-label': name, 'data-test': test });
}

/** Leaves it alone where nothing changed, so that an open list stays open. */
function fill(select: HTMLSelectElement, options: readonly (readonly [string, string])[], chosen: string): void {
  const now = JSON.stringify(options);
  if (select.dataset['options'] !== now) {
    select.dataset['options'] = now;
    select.replaceChildren(...options.map(([value, name]) => h('option', '', { value }, name)));
  }
  select.value = chosen;
}

import '../style/rounds.css';
import { get } from '../api.js';
import type { Page, View } from '../page.js';
import { isUnderWay, lineage, STAGES, type Collection, type Node, type Policy, type Round } from '../research/lineage.js';
import { labelRuns, type LabelRun } from '../research/metrics.js';
import { t } from '../words/language.js';
import { h, shown, text } from './dom.js';
import { labelRunCard } from './label-runs.js';
import { familyTree } from './lineage.js';
import { span } from './words.js';
import { versionCard } from './version.js';

const REFRESH_MILLIS = 3_000;

/** What is training now and how far, which version came of which, and what the labels say. */
export function roundsPage(page: Page): View {
  const trouble = h('p', 'trouble', { role: 'status' }, t('Loading …'));
  const now = h('div', 'rounds-now');
  const past = h('div', 'rounds-past');
  const tree = h('div', 'tree-place');
  const chosen = h('div', '');
  const labels = h('div', 'label-runs');
  const part = (title: string, ...content: readonly HTMLElement[]): HTMLElement => h('section', 'card', {}, h('h2', '', {}, title), ...content);
  const element = h(
    'main',
    'rounds-page',
    { 'data-test': 'rounds' },
    h('header', 'head', {}, h('h1', '', {}, t('Rounds'))),
    trouble,
    part(t('Training now'), now),
    part(t('Policies, and what each came of'), tree, chosen),
    part(t('Label runs'), labels),
    part(t('Rounds that are over'), past),
  );
  let selected: string | undefined;
  const told = new Map<string, string>();
  let nodes: readonly Node[] = [];

  const draw = (): void => {
    const node = nodes.find((one) => one.version === selected);
    tree.replaceChildren(familyTree(nodes, selected, select));
    chosen.replaceChildren(...(node === undefined ? [] : [versionCard(page, node, nodes, () => void refresh())]));
  };
  const select = (version: string): void => {
    selected = selected === version ? undefined : version;
    const left = tree.firstElementChild?.scrollLeft ?? 0;
    draw();
    tree.firstElementChild?.scrollTo({ left });
    tree.querySelector<HTMLElement>(`[data-version="${CSS.escape(version)}"]`)?.focus();
  };
  /** What has not changed stays as it is: focus, what is folded open, where it is scrolled to. */
  const news = (of: string, what: unknown): boolean => {
    const before = told.get(of);
    told.set(of, JSON.stringify(what));
    return before !== told.get(of);
  };
  const refresh = async (): Promise<void> => {
    try {
      const [rounds, policies, collections, runs] = await Promise.all([
        get<{ readonly rounds: readonly Round[] }>('rounds'),
        get<{ readonly policies: readonly Policy[] }>('policies'),
        get<{ readonly collections: readonly Collection[] }>('collections'),
        labelRuns(),
      ]);
      text(trouble, '');
      shown(trouble, false);
      if (element.querySelector('.holding') === null && news('tree', [policies.policies, rounds.rounds.map((round) => [round.round, isUnderWay(round), round.failed]), collections.collections.map((one) => one.request)])) {
        nodes = lineage(policies.policies, rounds.rounds, collections.collections);
        draw();
      }
      if (news('rounds', rounds.rounds)) {
        const underWay = rounds.rounds.filter(isUnderWay);
        now.replaceChildren(...(underWay.length === 0 ? [h('p', 'empty', {}, t('Nothing is training. A round begins by the site’s schedule, or when it is asked for over the API.'))] : underWay.map(roundNow)));
        past.replaceChildren(...overOf(rounds.rounds));
      }
      if (news('labels', runs)) {
        labels.replaceChildren(...(runs.length === 0 ? [h('p', 'empty', {}, t('No label run yet: a round with labels makes one.'))] : latestFirst(runs).map(labelRunCard)));
      }
    } catch (e) {
      text(trouble, e instanceof Error ? e.message : String(e));
      shown(trouble, true);
    }
  };
  void refresh();
  const timer = setInterval(() => void refresh(), REFRESH_MILLIS);
  return { element, render: () => undefined, close: () => clearInterval(timer) };
}

const latestFirst = (runs: readonly LabelRun[]): readonly LabelRun[] => [...runs].reverse();

function roundNow(round: Round): HTMLElement {
  const at = STAGES.indexOf(round.doing as (typeof STAGES)[number]);
  const steps = STAGES.slice(0, -1).map((stage, i) =>
    h('li', i < at ? 'stage done' : i === at ? 'stage here' : 'stage', i === at ? { 'aria-current': 'step' } : {}, `${i < at ? '✓' : i === at ? '▶' : '○'} ${stageWord(stage)}`),
  );
  const percent = Math.round(100 * round.fraction);
  const fill = h('span', 'progress-fill');
  fill.style.width = `${percent}%`;
  const left = round.secondsLeft > 0 ? t('{percent} % of {stage}; {time} left in this stage', { percent, stage: stageWord(round.doing), time: span(Math.round(round.secondsLeft)) }) : t('{percent} % of {stage}', { percent, stage: stageWord(round.doing) });
  return h(
    'article',
    'round-now',
    { 'data-test': `round-${round.round}` },
    h('h3', '', {}, `${round.round} · ${round.request.recipe} → ${round.request.version}`),
    h('ol', 'stages', {}, ...steps),
    h('div', 'progress', { role: 'progressbar', 'aria-valuenow': `${percent}`, 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-label': left }, fill),
    h('p', 'hint', {}, left),
  );
}

function overOf(rounds: readonly Round[]): readonly HTMLElement[] {
  const over = rounds.filter((round) => !isUnderWay(round));
  return over.length === 0
    ? [h('p', 'empty', {}, t('None yet.'))]
    : [...over].reverse().map((round) =>
        h(
          'div',
          'round-over',
          {},
          h('strong', '', {}, round.round),
          h('span', '', {}, `${round.request.recipe} → ${round.request.version}`),
          h('span', round.failed === null ? '' : 'problem', {}, round.failed === null ? t('✓ finished') : t('✕ failed: {reason}', { reason: round.failed })),
        ),
      );
}

function stageWord(stage: string): string {
  switch (stage) {
    case 'waiting':
      return t('Waiting');
    case 'snapshot':
      return t('Snapshot');
    case 'labels':
      return t('Labels');
    case 'training':
      return t('Training');
    case 'warm-up':
      return t('Warm-up');
    default:
      return stage;
  }
}

import type { FinishedRun, LabelRun } from '../research/metrics.js';
import { t } from '../words/language.js';
import { h } from './dom.js';
import { numbers } from './version.js';
import { span } from './words.js';

/** What a label run achieved: how much came out positive of whom, ε, held-out figures, and what its reader must know. */
export function labelRunCard(run: LabelRun): HTMLElement {
  const head = h('h3', '', {}, run.run);
  switch (run.record) {
    case 'progress':
      return h('article', 'label-run', {}, head, h('p', 'hint', {}, t('… {doing}: {done} of {total}', { doing: run.doing, done: run.done, total: run.total })));
    case 'failed':
      return h('article', 'label-run', {}, head, h('p', 'problem', {}, t('✕ failed: {reason}', { reason: run.reason })));
    case 'finished':
      return finished(run, head);
  }
}

function finished(run: FinishedRun, head: HTMLElement): HTMLElement {
  const epsilon = Object.entries(run.epsilonByTask)
    .map(([task, value]) => `${task}: ε = ${value.toFixed(4)}`)
    .join(' · ');
  const calibration = h('a', 'figure-link', { href: `#/research?${new URLSearchParams({ figure: 'calibration', labels: run.run }).toString()}` }, t('Its calibration'));
  return h(
    'article',
    'label-run',
    { 'data-test': `labels-${run.run}` },
    head,
    h('p', 'hint', {}, `${epsilon}${epsilon === '' ? '' : ' · '}${span(Math.round(run.seconds))}`),
    h('h4', '', {}, t('Steps labelled positive, by who acted')),
    h('div', 'shares', {}, ...Object.entries(run.positiveBySource).map(share)),
    h('details', '', {}, h('summary', '', {}, t('Held-out figures of the value function')), numbers('', run.metrics)),
    h('ul', 'flags', {}, ...run.flags.map((flag) => h('li', '', {}, `⚑ ${flag}`))),
    calibration,
  );
}

function share([source, positive]: readonly [string, number]): HTMLElement {
  const fill = h('span', 'progress-fill');
  fill.style.width = `${100 * positive}%`;
  return h('div', 'share', {}, h('span', '', {}, sourceWord(source)), h('span', 'progress', { 'aria-hidden': 'true' }, fill), h('span', 'share-number', {}, `${(100 * positive).toFixed(1)} %`));
}

function sourceWord(source: string): string {
  switch (source) {
    case 'policy':
      return t('Policy');
    case 'correction':
      return t('Correction');
    case 'demonstration':
      return t('Demonstration');
    case 'hold':
      return t('Hold');
    default:
      return source;
  }
}

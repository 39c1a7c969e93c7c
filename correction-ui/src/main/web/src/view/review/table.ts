import type { EpisodeDetail } from '../../review/api.js';
import { stretches, type Stretch } from '../../review/timeline.js';
import { t } from '../../words/language.js';
import { h } from '../dom.js';
import { actorWord } from './words.js';

/** What the lanes show, for who cannot see them or wants figures. */
export function asTable(detail: EpisodeDetail): HTMLElement {
  const columns = [t('From'), t('Until'), t('Who acted'), t('V at start and end'), t('Positive steps'), t('Guard')];
  const table = h('table', '', {}, h('thead', '', {}, h('tr', '', {}, ...columns.map((name) => h('th', '', { scope: 'col' }, name)))), h('tbody', '', {}, ...stretches(detail.steps).map((run) => row(run, detail.manifest.hz))));
  return h('details', 'as-table', {}, h('summary', '', {}, t('The lanes as a table')), h('div', 'scroll', { tabindex: '0', role: 'region', 'aria-label': t('The lanes as a table') }, table));
}

function row(run: Stretch, hz: number): HTMLElement {
  const labelled = run.positive + run.negative;
  const cells = [
    `${(run.until / hz).toFixed(1)} s`,
    actorWord(run.what.source, run.what.who),
    run.values === undefined ? '–' : `${run.values[0].toFixed(2)} → ${run.values[1].toFixed(2)}`,
    labelled === 0 ? '–' : t('{positive} of {all}', { positive: run.positive, all: labelled }),
    run.guard.length === 0 ? '–' : run.guard.join(', '),
  ];
  return h('tr', '', {}, h('th', '', { scope: 'row' }, `${(run.from / hz).toFixed(1)} s`), ...cells.map((cell) => h('td', '', {}, cell)));
}

import type { EpisodeManifest } from '../../api.js';
import type { Page } from '../../page.js';
import { page as pageOf, type EpisodePage } from '../../review/api.js';
import { t } from '../../words/language.js';
import { button, h } from '../dom.js';
import { driver } from '../words.js';
import { failure, outcomeWord, SIGNS } from './words.js';

const MOST = 20;

/** Which episode to put beside this one: first of the same start, then of the same task. */
export function chooseOther(page: Page, mine: EpisodeManifest): HTMLElement {
  const list = h('div', 'others', {});
  const details = h('details', 'compare card', { 'data-test': 'compare' }, h('summary', '', {}, t('Compare with another episode')), list);
  details.addEventListener('toggle', () => {
    if (details.open && list.childElementCount === 0) {
      list.replaceChildren(h('p', 'hint', {}, t('Loading …')));
      candidates(mine).then(
        (found) => list.replaceChildren(...(found.length === 0 ? [h('p', 'empty', {}, t('There is no other episode of this task.'))] : found.map((other) => choice(page, mine, other)))),
        (e: unknown) => list.replaceChildren(h('p', 'problem', { role: 'alert' }, failure(e))),
      );
    }
  });
  return details;
}

async function candidates(mine: EpisodeManifest): Promise<readonly EpisodeManifest[]> {
  const { task, seed } = mine.plan;
  const [alike, any]: readonly EpisodePage[] = await Promise.all([pageOf({ task, seed: String(seed), limit: String(MOST) }), pageOf({ task, limit: String(MOST) })]);
  const all = [...(alike?.episodes ?? []), ...(any?.episodes ?? [])].filter((other) => other.episode !== mine.episode);
  return [...new Map(all.map((other) => [other.episode, other])).values()].slice(0, MOST);
}

function choice(page: Page, mine: EpisodeManifest, other: EpisodeManifest): HTMLElement {
  const { outcome } = other.ending;
  const same = other.plan.seed === mine.plan.seed ? ` · ${t('same start')}` : '';
  const line = button('', `episode-line is-${outcome.toLowerCase()}`, () => page.open({ kind: 'episode', episode: mine.episode, other: other.episode }));
  line.append(
    h('span', 'sign', { 'aria-hidden': 'true' }, SIGNS[outcome]),
    h('span', 'episode-name', {}, other.episode),
    h('span', 'episode-what', {}, `${outcomeWord(outcome)} · ${driver(other.plan.driver)} · ${(other.durationMillis / 1000).toFixed(0)} s${same}`),
  );
  return line;
}

import type { Review } from '../../review/api.js';
import type { Entry } from '../../review/outbox.js';
import { sender } from '../../review/sender.js';
import { t } from '../../words/language.js';
import { button, h } from '../dom.js';
import { outcomeWord, SIGNS, when } from './words.js';

/** Who said what, and when; the latest first. */
export function history(review: Review): readonly HTMLElement[] {
  return [...review.verdicts].reverse().map((rated) => {
    const said = rated.outcome === undefined ? t('took back their verdict') : `${SIGNS[rated.outcome]} ${outcomeWord(rated.outcome)}`;
    const why = rated.reason === '' ? '' : ` „${rated.reason}“`;
    return h('li', '', {}, h('strong', '', {}, rated.rater), ` ${said}${why} `, h('span', 'hint', {}, t('{when}, until then {outcome}', { when: when(rated.atMillis), outcome: outcomeWord(rated.before) })));
  });
}

/** What this tablet has not sent yet, or the controller did not take. */
export function pending(episode: string): readonly HTMLElement[] {
  return sender
    .queue()
    .filter((entry) => entry.episode === episode)
    .map((entry) => (entry.refused === null ? h('p', 'waiting', {}, `◷ ${t('{what}: will be sent', { what: sayOf(entry) })}`) : refused(entry, entry.refused)));
}

function refused(entry: Entry, why: string): HTMLElement {
  return h(
    'div',
    'refused',
    { role: 'alert' },
    h('p', '', {}, `✕ ${t('{what}: refused: {why}', { what: sayOf(entry), why })}`),
    button(t('Send again'), 'deed small', () => sender.again(entry.id)),
    button(t('Let go of it'), 'deed small', () => sender.drop(entry.id)),
  );
}

function sayOf({ what, operator }: Entry): string {
  if (what.kind === 'exclusion') {
    return what.excluded ? t('Leave out, says {operator}', { operator }) : t('Take in again, says {operator}', { operator });
  }
  return what.outcome === null ? t('{operator} takes back their verdict', { operator }) : t('{outcome}, says {operator}', { outcome: outcomeWord(what.outcome), operator });
}

import { t } from '../words/language.js';
import { reason as spoken } from '../view/words.js';

/** How an episode ended, for a person. */
export function ending(outcome: string, reason: string): string {
  return `${outcomeWord(outcome)}: ${spoken(reason)}`;
}

function outcomeWord(outcome: string): string {
  switch (outcome) {
    case 'SUCCESS':
      return t('✓ Success');
    case 'FAILURE':
      return t('✕ Failure');
    case 'ABORTED':
      return t('– Aborted');
    case 'ABANDONED':
      return t('– Abandoned');
    default:
      return outcome;
  }
}

import type { AuditRecord } from './api.js';
import { t } from './words/language.js';

/** What somebody did, in words; a code that a newer backend writes stays as it is. */
export function actionWord(action: string): string {
  switch (action) {
    case 'sign-in':
      return t('signed in');
    case 'sign-out':
      return t('signed out');
    case 'take-over':
      return t('took over');
    case 'hand-back':
      return t('handed back');
    case 'resume':
      return t('let it go on');
    case 'hold':
      return t('held');
    case 'stop':
      return t('stopped');
    case 'stop-all':
      return t('stopped all');
    case 'clear-stop':
      return t('ended the stop');
    case 'judge':
      return t('judged');
    case 'pause-recording':
      return t('paused recording');
    case 'resume-recording':
      return t('let it record again');
    case 'drive-begin':
      return t('began to drive');
    case 'drive-end':
      return t('let go');
    case 'claim-help':
      return t('claimed the call');
    case 'give-up-help':
      return t('gave the call up');
    case 'pass-on-help':
      return t('passed the call on');
    case 'collect':
      return t('asked for episodes');
    case 'round':
      return t('asked for a round');
    case 'publish':
      return t('published');
    case 'roll-out':
      return t('sent a version on its way');
    case 'roll-back':
      return t('took a version back');
    case 'relabel':
      return t('relabelled');
    case 'exclude':
      return t('left out of training, or let in');
    case 'enrol':
      return t('enrolled');
    default:
      return action.replace(/-/g, ' ');
  }
}

/** Done, not done, or nobody knows; {@link told} says it in words. */
export function resultSign(record: AuditRecord): string {
  return record.accepted === null ? '?' : record.accepted ? '✓' : '✕';
}

/** What came of it: a verdict, a reason, or nothing. */
export function told(record: AuditRecord): string {
  const verdict = record.robot !== null && record.subject !== null ? record.subject : '';
  return [verdict, record.accepted === null ? t('not known') : '', record.reason].filter((part) => part !== '').join(' · ');
}

import type { EpisodeStep } from '../../review/api.js';
import type { Outcome } from '../../protocol.js';
import { t } from '../../words/language.js';
import { reason } from '../words.js';

/** Shape and word of an outcome, never colour alone. */
export const SIGNS: Readonly<Record<Outcome, string>> = { SUCCESS: '✓', FAILURE: '✕', ABORTED: '–', ABANDONED: '–' };

export function outcomeWord(outcome: Outcome): string {
  switch (outcome) {
    case 'SUCCESS':
      return t('success');
    case 'FAILURE':
      return t('failure');
    case 'ABORTED':
      return t('aborted');
    case 'ABANDONED':
      return t('abandoned');
  }
}

export function judgedBy(source: string): string {
  switch (source) {
    case 'HUMAN':
      return t('by a person at the robot');
    case 'CRITIC':
      return t('by the critic');
    case 'AGENT':
      return t('by the agent');
    default:
      return t('by sensor or simulation');
  }
}

export function actorWord(source: EpisodeStep['source'], who: string | null): string {
  switch (source) {
    case 'policy':
      return t('policy {version}', { version: who ?? '' });
    case 'correction':
      return t('{person} corrected', { person: who ?? '' });
    case 'demonstration':
      return t('shown by {person}', { person: who ?? '' });
    case 'hold':
      return t('nobody: hold');
  }
}

/** Why it ended so; what people said later has no code of the robot's. */
export function why(code: string): string {
  return code === 'relabelled' ? t('judged again') : reason(code);
}

const clockTime = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short' });

/** Year first and 24 hours, in any language. */
export function when(millis: number): string {
  return clockTime.format(millis);
}

export function failure(e: unknown): string {
  return e instanceof Error ? e.message : String(e);
}

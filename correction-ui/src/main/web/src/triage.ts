import type { HelpTicket } from './api.js';
import { t } from './words/language.js';

/** How long somebody has waited: shape, colour and words, never colour alone. */
export type Urgency = 'calm' | 'soon' | 'late';

const SOON_SECONDS = 20;
const LATE_SECONDS = 60;

export function urgency(seconds: number): Urgency {
  return seconds >= LATE_SECONDS ? 'late' : seconds >= SOON_SECONDS ? 'soon' : 'calm';
}

export function waited(ticket: HelpTicket, nowMillis: number): number {
  return Math.max(0, Math.round((nowMillis - ticket.sinceMillis) / 1000));
}

/** What mostly helps; the person decides. */
const SUGGESTIONS: Readonly<Record<string, string>> = {
  'show-the-task': t('Show it the task, from its start.'),
  'critic-stalled': t('Watch it; take over if it does not get on.'),
  'critic-sliding': t('Take over and bring it back to where it was.'),
  'policy-silent': t('Look at the policy server; the robot goes on when it answers.'),
  'reset-failed': t('Lay out the scene, then let it go on.'),
  'detector-silent': t('Look at the value model; lay out the scene, then let it go on.'),
  'done-at-start': t('Lay out the scene, then let it go on.'),
};

export function suggestion(reason: string): string {
  const known = SUGGESTIONS[reason];
  if (known !== undefined) {
    return known;
  }
  return reason.startsWith('guard-') ? t('Take over and move it clear, then hand back.') : t('Look at it, and take over if need be.');
}

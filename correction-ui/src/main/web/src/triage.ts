import type { HelpTicket } from './api.js';

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
  'critic-stalled': 'Watch it; take over if it does not get on.',
  'critic-sliding': 'Take over and bring it back to where it was.',
  'policy-silent': 'Look at the policy server; the robot goes on when it answers.',
  'reset-failed': 'Lay out the scene, then let it go on.',
  'detector-silent': 'Look at the value model; lay out the scene, then let it go on.',
  'done-at-start': 'Lay out the scene, then let it go on.',
};

export function suggestion(reason: string): string {
  const known = SUGGESTIONS[reason];
  if (known !== undefined) {
    return known;
  }
  return reason.startsWith('guard-') ? 'Take over and move it clear, then hand back.' : 'Look at it, and take over if need be.';
}

import type { HelpTicket } from './api.js';
import type { Robot } from './protocol.js';
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

/** How long a call that this tablet puts off stays behind the others. Nobody else's queue changes, and none goes away. */
export const LATER_MILLIS = 60_000;

/** One call of a robot: its next one is another. */
export function call(ticket: HelpTicket): string {
  return `${ticket.robot}@${ticket.sinceMillis}`;
}

/** Those that are put off come last; otherwise as they came. */
export function ordered(tickets: readonly HelpTicket[], later: ReadonlyMap<string, number>, nowMillis: number): readonly HelpTicket[] {
  const isLater = (ticket: HelpTicket): boolean => ticket.state === 'OPEN' && !ticket.escalated && (later.get(call(ticket)) ?? 0) > nowMillis;
  return [...tickets.filter((ticket) => !isLater(ticket)), ...tickets.filter(isLater)];
}

/** What a shift looks like now. */
export interface Load {
  /** Calls that nobody has claimed, and how long they have waited, s; by nearest rank. */
  readonly waiting: number;
  readonly p50: number;
  readonly p95: number;
  /** Robots that stand still and do no work. */
  readonly standing: number;
  /** People who have a robot, or are on their way to one. */
  readonly people: number;
}

export function load(tickets: readonly HelpTicket[], robots: Iterable<Robot>, nowMillis: number): Load {
  const ages = tickets.filter((ticket) => ticket.state === 'OPEN').map((ticket) => waited(ticket, nowMillis)).sort((a, b) => a - b);
  const rank = (part: number): number => ages[Math.max(0, Math.ceil(part * ages.length) - 1)] ?? 0;
  const people = new Set(tickets.flatMap((ticket) => (ticket.operator === null ? [] : [ticket.operator])));
  let standing = 0;
  for (const robot of robots) {
    const authority = robot.stale ? undefined : robot.state?.authority;
    standing += authority?.mode === 'HOLD' || authority?.mode === 'STOPPED' ? 1 : 0;
    if (authority !== undefined && authority.holder !== null) {
      people.add(authority.holder);
    }
  }
  return { waiting: ages.length, p50: rank(0.5), p95: rank(0.95), standing, people: people.size };
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

import type { Outcome } from '../protocol.js';
import type { Review } from './api.js';

/**
 * What people said of episodes and the controller has not yet written down. An entry's id is made when the person says it, so that sending
 * it again after a lost answer changes nothing.
 */
export interface Entry {
  readonly id: string;
  readonly episode: string;
  readonly operator: string;
  readonly atMillis: number;
  readonly what: What;
  /** Why the controller did not take it; it is not sent again by itself. */
  readonly refused: string | null;
}

export type What =
  | { readonly kind: 'verdict'; readonly outcome: Outcome | null; readonly reason: string }
  | { readonly kind: 'exclusion'; readonly excluded: boolean; readonly reason: string };

export type Queue = readonly Entry[];

export type Answer = { readonly kind: 'taken'; readonly review: Review } | { readonly kind: 'later' } | { readonly kind: 'refused'; readonly why: string };

/** A tablet that is full of what nobody can send has another trouble than one verdict more. */
const MOST = 1_000;
const FIRST_WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 60_000;

export function added(queue: Queue, entry: Entry): Queue {
  return queue.length >= MOST || queue.some(({ id }) => id === entry.id) ? queue : [...queue, entry];
}

/** Episodes of which nothing gets through at present: how often in a row it did not, and when to try again. */
export type Waits = ReadonlyMap<string, { readonly times: number; readonly untilMillis: number }>;

/**
 * The one to be sent next: in the order in which they were said, and only in the name of who said it. What is said of an episode that
 * has to wait waits behind it; the others go on.
 */
export function next(queue: Queue, operator: string | undefined, waits: Waits = new Map(), nowMillis = 0): Entry | undefined {
  return queue.find((entry) => entry.refused === null && entry.operator === operator && nowMillis >= (waits.get(entry.episode)?.untilMillis ?? nowMillis));
}

/** The episode waits, each time twice as long as before, up to a minute; or not at all once something of it was answered. */
export function waiting(waits: Waits, episode: string, answer: Answer, nowMillis: number): Waits {
  const others = new Map(waits);
  const times = (waits.get(episode)?.times ?? 0) + 1;
  others.delete(episode);
  return answer.kind === 'later' ? others.set(episode, { times, untilMillis: nowMillis + Math.min(FIRST_WAIT_MILLIS * 2 ** (times - 1), LONGEST_WAIT_MILLIS) }) : others;
}

export function answered(queue: Queue, id: string, answer: Answer): Queue {
  switch (answer.kind) {
    case 'taken':
      return dropped(queue, id);
    case 'refused':
      return queue.map((entry) => (entry.id === id ? { ...entry, refused: answer.why } : entry));
    case 'later':
      return queue;
  }
}

/** To be sent again, as after a refusal whose reason is gone. */
export function again(queue: Queue, id: string): Queue {
  return queue.map((entry) => (entry.id === id ? { ...entry, refused: null } : entry));
}

export function dropped(queue: Queue, id: string): Queue {
  return queue.filter((entry) => entry.id !== id);
}

/** An episode that is judged at the robot is sealed a while later. */
const SEALED_WITHIN_MILLIS = 120_000;

/**
 * What such an answer means, by its status first: the controller may be away, nobody signed in, or the request wrong for good. A page
 * of whoever stands in between tells no reason; and where it says that all is well, the controller has not heard of it.
 */
export function meaning(status: number, body: string, ageMillis: number): Answer {
  const isOnItsWay = status === 404 && ageMillis < SEALED_WITHIN_MILLIS;
  if (isOnItsWay || status >= 500 || [401, 408, 425, 429].includes(status)) {
    return { kind: 'later' };
  }
  const said = objectOf(body);
  if (status < 400) {
    return said === undefined ? { kind: 'later' } : { kind: 'taken', review: said as unknown as Review };
  }
  return { kind: 'refused', why: typeof said?.['error'] === 'string' ? said['error'] : `HTTP ${status}` };
}

function objectOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === 'object' && said !== null ? (said as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** What a tablet kept; what is no queue, or an entry of another version, is let go of. */
export function parsed(text: string | null): Queue {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(kept: unknown): kept is Entry {
  const entry = kept as Partial<Entry> | null;
  return typeof entry?.id === 'string' && typeof entry.episode === 'string' && typeof entry.operator === 'string' && typeof entry.what?.kind === 'string' && entry.refused !== undefined;
}

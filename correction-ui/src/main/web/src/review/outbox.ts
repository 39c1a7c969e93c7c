import type { Outcome } from '../protocol.js';

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

export type Answer = { readonly kind: 'taken' } | { readonly kind: 'later' } | { readonly kind: 'refused'; readonly why: string };

/** A tablet that is full of what nobody can send has another trouble than one verdict more. */
const MOST = 1_000;

export function added(queue: Queue, entry: Entry): Queue {
  return queue.length >= MOST || queue.some(({ id }) => id === entry.id) ? queue : [...queue, entry];
}

/** The one to be sent next: in the order in which they were said, and only in the name of who said it. */
export function next(queue: Queue, operator: string | undefined): Entry | undefined {
  return queue.find((entry) => entry.refused === null && entry.operator === operator);
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

/** What no answer, or such an answer, means: the controller may be away, nobody signed in, or the request wrong for good. */
export function meaning(status: number | undefined, error: string): Answer {
  if (status === undefined || status >= 500 || [401, 408, 425, 429].includes(status)) {
    return { kind: 'later' };
  }
  return status < 400 ? { kind: 'taken' } : { kind: 'refused', why: error };
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

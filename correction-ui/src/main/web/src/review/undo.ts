import type { Outcome } from '../protocol.js';
import type { Rated } from './api.js';

/** What one person says of one episode, and what they said before in this session; null: nothing. */
export interface Said {
  readonly now: Outcome | null;
  readonly past: readonly (Outcome | null)[];
  readonly future: readonly (Outcome | null)[];
}

export function saidBy(rater: string | undefined, verdicts: readonly Rated[]): Said {
  const now = verdicts.filter((rated) => rated.rater === rater).at(-1)?.outcome ?? null;
  return { now, past: [], future: [] };
}

export function say(said: Said, outcome: Outcome | null): Said {
  return { now: outcome, past: [...said.past, said.now], future: [] };
}

/** Nothing where there is nothing to undo. */
export function undone(said: Said): Said | undefined {
  const now = said.past.at(-1);
  return now === undefined ? undefined : { now, past: said.past.slice(0, -1), future: [...said.future, said.now] };
}

export function redone(said: Said): Said | undefined {
  const now = said.future.at(-1);
  return now === undefined ? undefined : { now, past: [...said.past, said.now], future: said.future.slice(0, -1) };
}

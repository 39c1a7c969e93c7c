import type { State } from '../state.js';
import type { Review } from './api.js';
import { added, again, answered, dropped, meaning, next, parsed, waiting, type Answer, type Entry, type Queue, type Waits, type What } from './outbox.js';

const KEY = 'fleetrl.outbox';
const EVERY_MILLIS = 1_000;
const PATIENCE_MILLIS = 15_000;

type Listener = (taken?: { readonly episode: string; readonly review: Review }) => void;

/**
 * Keeps what people said in the tablet, across reloads, and sends one after the other once there is a connection. After one that does not
 * get through, a second passes; then it is the turn of another episode.
 */
export class Sender {
  private readonly listeners = new Set<Listener>();
  private sending = false;
  private waits: Waits = new Map();

  constructor(private readonly storage: Storage) {}

  /** `state` says who is signed in, and whether there is a connection. */
  start(state: () => State): void {
    setInterval(() => {
      const { link, operator } = state();
      if (link === 'online' && operator !== undefined) {
        void this.send(operator);
      }
    }, EVERY_MILLIS);
  }

  queue(): Queue {
    return parsed(this.storage.getItem(KEY));
  }

  say(episode: string, operator: string, what: What): void {
    const entry: Entry = { id: newId(), episode, operator, atMillis: Date.now(), what, refused: null };
    this.change((queue) => added(queue, entry));
  }

  again(id: string): void {
    this.change((queue) => again(queue, id));
  }

  drop(id: string): void {
    this.change((queue) => dropped(queue, id));
  }

  /** Answers how to stop listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async send(operator: string | undefined): Promise<void> {
    const entry = next(this.queue(), operator, this.waits, Date.now());
    if (entry === undefined || this.sending) {
      return;
    }
    this.sending = true;
    const answer = await request(entry);
    this.sending = false;
    this.waits = waiting(this.waits, entry.episode, answer, Date.now());
    this.change((queue) => answered(queue, entry.id, answer), answer.kind === 'taken' ? { episode: entry.episode, review: answer.review } : undefined);
    if (answer.kind !== 'later') {
      await this.send(operator);
    }
  }

  /** Another page of this tablet may have changed it meanwhile: what is kept counts. */
  private change(by: (queue: Queue) => Queue, taken?: { readonly episode: string; readonly review: Review }): void {
    const before = this.queue();
    const after = by(before);
    if (after !== before) {
      this.storage.setItem(KEY, JSON.stringify(after));
      this.listeners.forEach((listener) => listener(taken));
    }
  }
}

async function request({ id, episode, operator, atMillis, what }: Entry): Promise<Answer> {
  const verdict = what.kind === 'verdict';
  const said = verdict ? { id, ...(what.outcome === null ? {} : { outcome: what.outcome }) } : { excluded: what.excluded };
  try {
    const response = await fetch(`/api/v1/episodes/${encodeURIComponent(episode)}/${verdict ? 'verdicts' : 'exclusion'}`, {
      method: verdict ? 'POST' : 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...said, operator, reason: what.reason }),
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    return meaning(response.status, await response.text(), Date.now() - atMillis);
  } catch {
    return { kind: 'later' };
  }
}

/** Also where the page comes without TLS, and the browser keeps crypto.randomUUID to itself. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const sender = new Sender(localStorage);

import type { CollectionProgress, EpisodeManifest } from './api.js';
import type { RobotId } from './protocol.js';
import { drives } from './select.js';
import type { State } from './state.js';

/** Where a person is who shows a task: start, perform, success or discard, next. */
export type Showing =
  | { readonly phase: 'none' }
  /** The robot does not have the next one yet. One press does one thing; what is held, and why, is said. */
  | { readonly phase: 'next'; readonly press: 'hand-back' | 'resume' | 'nothing'; readonly why: string }
  | { readonly phase: 'start' }
  | { readonly phase: 'perform' }
  /** It holds in the midst of it: time goes by, and who stays away has it discarded. */
  | { readonly phase: 'paused' }
  | { readonly phase: 'stopped' }
  | { readonly phase: 'complete' };

/** What this person's demonstrations at this robot are at. */
export function showing(state: State, id: RobotId, collection: CollectionProgress | undefined): Showing {
  const robot = state.robots.get(id)?.state ?? undefined;
  const driver = robot?.episode?.plan.driver;
  const isMine = driver?.source === 'demonstration' && driver.by === state.operator;
  const authority = robot?.authority;
  if (authority?.mode === 'STOPPED' && (isMine || collection?.complete === false)) {
    return { phase: 'stopped' };
  }
  if (isMine && robot?.activity !== 'WAITING_FOR_LABEL') {
    const isHeld = authority?.mode === 'HOLD' || !drives(state, id);
    return isHeld ? { phase: (robot?.episode?.step ?? 0) === 0 ? 'start' : 'paused' } : { phase: 'perform' };
  }
  if (collection === undefined) {
    return { phase: 'none' };
  }
  if (collection.complete) {
    return { phase: 'complete' };
  }
  const isFree = authority?.mode === 'HOLD' && authority.holder === null;
  const press = authority !== undefined && authority.holder === state.operator ? 'hand-back' : isFree ? 'resume' : 'nothing';
  return { phase: 'next', press, why: authority?.reason ?? '' };
}

/** The collection that this person is at with this robot: the newest that is not complete, or else the newest. */
export function mine(all: readonly CollectionProgress[], operator: string | undefined, robot: RobotId): CollectionProgress | undefined {
  const shown = all.filter(
    ({ request }) => request.robot === robot && request.driver.source === 'demonstration' && request.driver.by === operator,
  );
  return shown.filter((collection) => !collection.complete).at(-1) ?? shown.at(-1);
}

export interface Tally {
  readonly kept: number;
  readonly failed: number;
  readonly discarded: number;
  readonly minutes: number;
}

/** What was shown so far; minutes are those of what was kept. */
export function tally(episodes: readonly EpisodeManifest[]): Tally {
  const of = (...outcomes: readonly string[]): readonly EpisodeManifest[] => episodes.filter((episode) => outcomes.includes(episode.ending.outcome));
  const kept = of('SUCCESS');
  const millis = kept.reduce((sum, episode) => sum + episode.durationMillis, 0);
  return { kept: kept.length, failed: of('FAILURE').length, discarded: of('ABORTED', 'ABANDONED').length, minutes: millis / 60_000 };
}

/** A name that no other collection has; who, what and when can be read from it. */
export function collectionId(task: string, operator: string, nowMillis: number): string {
  const stamp = new Date(nowMillis).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `shown-${task}-${operator}-${stamp}`;
}

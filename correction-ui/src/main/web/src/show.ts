import type { CollectionProgress, EpisodeManifest } from './api.js';
import type { RobotId } from './protocol.js';
import type { State } from './state.js';

/** Where a person is who shows a task: start, perform, success or discard, next. */
export type Showing =
  | { readonly phase: 'none' }
  /** The robot does not have the next one yet: it is held, or not ready, or the fleet is at it. */
  | { readonly phase: 'next'; readonly held: boolean }
  | { readonly phase: 'start' }
  | { readonly phase: 'perform' }
  | { readonly phase: 'complete' };

export const SHOW_THE_TASK = 'show-the-task';

/** What this person's demonstrations at this robot are at. */
export function showing(state: State, id: RobotId, collection: CollectionProgress | undefined): Showing {
  const robot = state.robots.get(id)?.state ?? undefined;
  const driver = robot?.episode?.plan.driver;
  const isMine = driver?.source === 'demonstration' && driver.by === state.operator;
  if (isMine && robot?.activity !== 'WAITING_FOR_LABEL') {
    const mode = robot?.authority.mode;
    const isFree = robot?.authority.holder === null;
    return isFree || mode === 'HOLD' || !state.claims.has(id) ? { phase: 'start' } : { phase: 'perform' };
  }
  if (collection === undefined) {
    return { phase: 'none' };
  }
  return collection.complete ? { phase: 'complete' } : { phase: 'next', held: robot?.authority.mode !== 'AUTONOMOUS' };
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

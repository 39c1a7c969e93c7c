import { get, type Interval } from '../api.js';
import { tasksOf, type Policy } from './lineage.js';

/** How a new version earns its place, as the fleet-controller answers it under `/api/v1/rollouts`. */

export type Stage = 'WAITING' | 'SHADOW' | 'CANARY' | 'FLEET' | 'CONFIRMED' | 'HELD' | 'ROLLED_BACK' | 'WITHDRAWN';

export interface Rollout {
  readonly version: string;
  readonly task: string;
  readonly stage: Stage;
  readonly baseline: string;
  readonly reason: string;
  readonly sinceMillis: number;
  /** The first one first. */
  readonly stages: readonly Staged[];
  readonly shadow: readonly Shadowed[];
  readonly canary: Compared | null;
  readonly fleet: Compared | null;
  /** Episodes of this stage that the guard braked, or in which the version was silent. */
  readonly guarded: number;
}

export interface Staged {
  readonly stage: Stage;
  readonly reason: string;
  readonly atMillis: number;
}

export interface Shadowed {
  readonly server: string;
  readonly questions: number;
  readonly failures: number;
  readonly p99Millis: number;
  /** Mean absolute difference of an action's element from the baseline's. */
  readonly difference: number;
}

export interface Compared {
  readonly candidate: Arm;
  readonly baseline: Arm;
  readonly evidence: Wealth;
}

export interface Arm {
  readonly episodes: number;
  readonly successes: number;
  readonly successInterval: Interval;
  readonly throughputPerHour: number;
  readonly throughputInterval: Interval | null;
}

/** E-values: the highest so far of each, and how high decides. */
export interface Wealth {
  readonly noWorse: number;
  readonly moreThroughput: number;
  readonly worse: number;
  readonly needed: number;
}

/** Where both versions run beside each other. */
export type Comparing = 'canary' | 'fleet';

interface Answer {
  readonly rollouts: readonly Rollout[];
}

const pathOf = (task: string, version: string): string => `rollouts/${encodeURIComponent(task)}/${encodeURIComponent(version)}`;

export const rollouts = async (): Promise<readonly Rollout[]> => (await get<Answer>('rollouts')).rollouts;

export const rollOut = async (task: string, version: string): Promise<readonly Rollout[]> => (await get<Answer>(pathOf(task, version), { method: 'PUT' })).rollouts;

export const rollBack = async (task: string, version: string): Promise<readonly Rollout[]> => (await get<Answer>(`${pathOf(task, version)}/rollback`, { method: 'POST' })).rollouts;

const PATH: readonly Stage[] = ['WAITING', 'SHADOW', 'CANARY', 'FLEET', 'CONFIRMED'];
const OVER: readonly Stage[] = ['CONFIRMED', 'HELD', 'ROLLED_BACK', 'WITHDRAWN'];

export const isOver = (rollout: Rollout): boolean => OVER.includes(rollout.stage);

/** The rollout whose turn it is, else the one that ended last; and all others, the newest first. */
export function ofTask(all: readonly Rollout[], task: string): { readonly now: Rollout | undefined; readonly others: readonly Rollout[] } {
  const mine = all.filter((one) => one.task === task);
  const underWay = mine.filter((one) => !isOver(one));
  // They wait in the order asked.
  const now = underWay.find((one) => one.stage !== 'WAITING') ?? underWay.at(-1) ?? [...mine].sort((a, b) => b.sinceMillis - a.sinceMillis)[0];
  return { now, others: mine.filter((one) => one !== now) };
}

export interface Step {
  readonly stage: Stage;
  readonly state: 'done' | 'here' | 'ahead' | 'end';
  readonly atMillis: number | undefined;
  readonly why: string;
}

/** The way it went, and what is ahead of it while it goes on. */
export function steps(rollout: Rollout): readonly Step[] {
  const last = rollout.stages.length - 1;
  const gone = rollout.stages.map(({ stage, atMillis, reason }, i): Step => ({ stage, atMillis, why: reason, state: i < last ? 'done' : isOver(rollout) ? 'end' : 'here' }));
  const ahead = isOver(rollout) ? [] : PATH.slice(PATH.indexOf(rollout.stage) + 1);
  return [...gone, ...ahead.map((stage): Step => ({ stage, state: 'ahead', atMillis: undefined, why: '' }))];
}

/** What one hopes or fears of it, and how far the evidence is. */
export interface Bar {
  readonly of: 'noWorse' | 'moreThroughput' | 'worse';
  readonly value: number;
  /** From 0, where nothing speaks for it, to 1, where it is decided; by the logarithm, which grows evenly. */
  readonly share: number;
  readonly enough: boolean;
}

/** In the fleet nothing is promoted any more; it can only be taken back. */
export function bars({ evidence }: Compared, where: Comparing): readonly Bar[] {
  const named = where === 'canary' ? (['noWorse', 'moreThroughput', 'worse'] as const) : (['worse'] as const);
  return named.map((of) => {
    const value = evidence[of];
    return { of, value, share: shareOf(value, evidence.needed), enough: value >= evidence.needed };
  });
}

export function shareOf(value: number, needed: number): number {
  return Math.min(1, Math.max(0, Math.log(value) / Math.log(needed)));
}

/** 1, 2, 5, 10 … and what is needed; nothing that would touch its neighbour. */
export function ticks(needed: number): readonly number[] {
  const round: number[] = [];
  for (let decade = 1; decade < needed; decade *= 10) {
    round.push(decade, 2 * decade, 5 * decade);
  }
  return [...round.filter((value) => shareOf(value, needed) < 0.92), needed];
}

/** Registered for the task, not what it practises with, and not in a rollout that goes on; the newest first. */
export function offered(policies: readonly Policy[], all: readonly Rollout[], task: string): readonly string[] {
  const busy = new Set(all.filter((one) => one.task === task && !isOver(one)).map((one) => one.version));
  return policies
    .filter(({ version, manifest, published }) => manifest !== null && tasksOf(manifest.tasks).includes(task) && !published && !busy.has(version))
    .map(({ version }) => version)
    .reverse();
}

/** While it goes on, and as long as robots practise with it. */
export function canGoBack(rollout: Rollout, policies: readonly Policy[]): boolean {
  return !isOver(rollout) || (rollout.stage === 'CONFIRMED' && policies.some(({ version, published }) => published && version === rollout.version));
}

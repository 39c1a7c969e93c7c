import type { EpisodeDetail, EpisodeStep } from './api.js';

/** Steps from `from` until before `until` that have something in common. */
export interface Run<T> {
  readonly from: number;
  readonly until: number;
  readonly what: T;
}

export interface Actor {
  readonly source: EpisodeStep['source'];
  readonly who: string | null;
}

/** Who acted, in runs. */
export function actors(steps: readonly EpisodeStep[]): readonly Run<Actor>[] {
  return runs(steps, ({ source, who }) => ({ source, who }));
}

export function stages(steps: readonly EpisodeStep[]): readonly Run<number>[] {
  return runs(steps, (step) => step.stage);
}

/** Where a person took the robot from whoever drove it. */
export function takeovers(steps: readonly EpisodeStep[]): readonly Run<Actor>[] {
  return actors(steps).filter((run) => run.what.source === 'correction');
}

/** Where the guard cut or refused something: each run of steps with the same rules is one event. */
export function guardEvents(steps: readonly EpisodeStep[]): readonly Run<readonly string[]>[] {
  return runs(steps, (step) => step.guard).filter((run) => run.what.length > 0);
}

function runs<T>(steps: readonly EpisodeStep[], of: (step: EpisodeStep) => T): readonly Run<T>[] {
  const found: Run<T>[] = [];
  steps.forEach((step, index) => {
    const what = of(step);
    const last = found.at(-1);
    if (last !== undefined && JSON.stringify(last.what) === JSON.stringify(what)) {
      found[found.length - 1] = { ...last, until: index + 1 };
    } else {
      found.push({ from: index, until: index + 1, what });
    }
  });
  return found;
}

/** The left edge of a step; `steps` is that of the end. */
export function xOf(step: number, steps: number, width: number): number {
  return steps === 0 ? 0 : (step / steps) * width;
}

/** The step at a place, always one that there is. */
export function stepAt(x: number, steps: number, width: number): number {
  return Math.max(0, Math.min(steps - 1, Math.floor((x / width) * steps)));
}

/** Whole seconds to mark on the axis, as many as have room. */
export function ticks(steps: number, hz: number, width: number, room: number): readonly number[] {
  const seconds = steps / hz;
  const most = Math.max(1, Math.floor(width / room));
  const every = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600].find((by) => seconds / by <= most) ?? 1800;
  return Array.from({ length: Math.floor(seconds / every) + 1 }, (_, i) => i * every);
}

/** Half the height of the advantage lane: what is drawn fits in, and ε is in sight. */
export function advantageScale(detail: EpisodeDetail): number {
  const largest = Math.max(0, ...detail.steps.map((step) => Math.abs(step.advantage ?? 0)));
  return Math.max(largest, 1.5 * Math.abs(detail.epsilon ?? 0), 1e-6);
}

export interface Stretch extends Run<Actor> {
  /** V at its first and last step. */
  readonly values: readonly [number, number] | undefined;
  readonly positive: number;
  readonly negative: number;
  readonly guard: readonly string[];
}

/** What the lanes show, one line for each run of an actor: the same for who cannot see them. */
export function stretches(steps: readonly EpisodeStep[]): readonly Stretch[] {
  return actors(steps).map((run) => {
    const own = steps.slice(run.from, run.until);
    const first = own[0]?.value ?? null;
    const last = own.at(-1)?.value ?? null;
    return {
      ...run,
      values: first === null || last === null ? undefined : [first, last],
      positive: own.filter((step) => step.positive === true).length,
      negative: own.filter((step) => step.positive === false).length,
      guard: [...new Set(own.flatMap((step) => step.guard))].sort(),
    };
  });
}

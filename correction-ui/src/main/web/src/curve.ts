import type { EpisodeProgress, ProgressCurve } from './protocol.js';

/** Width and height of what `pathOf` draws in. */
export const WIDE = 100;
export const HIGH = 24;

/** Of the episode that runs; a curve of another one is over. */
export function curveOf(curve: ProgressCurve | undefined, episode: EpisodeProgress | null): ProgressCurve | undefined {
  return curve !== undefined && curve.values.length > 0 && curve.episode === episode?.plan.episode ? curve : undefined;
}

/** An SVG path: the episode's time limit is the width, the whole task the height. Nothing was done at step 0. */
export function pathOf(curve: ProgressCurve, timeLimitSteps: number): string {
  const at = (step: number, value: number): string => {
    const x = (WIDE * Math.min(step, timeLimitSteps)) / timeLimitSteps;
    const y = HIGH * (1 - share(value));
    return `${round(x)} ${round(y)}`;
  };
  return `M${[at(0, 0), ...curve.steps.map((step, i) => at(step, curve.values[i] ?? 0))].join('L')}`;
}

/** Percent of the task that is done now. */
export function percent(curve: ProgressCurve): number {
  return Math.round(100 * share(curve.values[curve.values.length - 1] ?? 0));
}

/** A critic may see less than nothing done, or more than all. */
function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

import { get, type Interval } from '../api.js';
import type { Cohort } from '../protocol.js';

/** What the fleet-controller answers under `/api/v1/metrics`, and of policies and label runs; only the fields that the page reads. */

interface Counted {
  readonly version: string;
  readonly task: string;
  readonly episodes: number;
}

interface Successful extends Counted {
  readonly successes: number;
  readonly successRate: number;
  readonly successInterval: Interval;
}

export interface ThroughputRow extends Successful {
  readonly cohort: Cohort;
  readonly assisted: number;
  readonly aborted: number;
  readonly throughputPerHour: number;
  readonly throughputInterval: Interval | null;
  readonly grossPerHour: number | null;
  readonly interventions: number;
  readonly help: Help;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  readonly trainSeconds: number | null;
  readonly recipe: string | null;
}

export interface Help {
  readonly share: number;
  readonly shareInterval: Interval;
  readonly perEpisode: number;
  readonly perHour: number;
  readonly perHourInterval: Interval | null;
  readonly minutesPerHour: number;
  readonly minutesPerHourInterval: Interval | null;
  readonly stepShare: number;
}

export interface EndingRow extends Counted {
  readonly cohort: Cohort;
  readonly outcome: string;
  readonly reason: string;
  readonly of: number;
  readonly share: number;
  readonly shareInterval: Interval;
}

export interface LearningRow extends Successful {
  readonly cohort: Cohort;
  readonly round: number;
  readonly recipe: string | null;
  readonly throughputPerHour: number;
  readonly throughputInterval: Interval | null;
  readonly demonstrationMinutes: number;
  readonly correctionMinutes: number;
  readonly practiceEpisodes: number;
  readonly practiceSuccesses: number;
  readonly practiceMinutes: number;
  readonly returnOnEffort: number | null;
}

export interface GeneralisationRow extends Successful {
  readonly axis: string;
  readonly variation: string;
  readonly severity: number;
}

export interface Calibration {
  readonly run: string;
  readonly errors: readonly CalibrationErrors[];
  readonly rows: readonly Bin[];
  readonly heldOut: Readonly<Record<string, number>>;
  readonly flags: readonly string[];
}

export interface CalibrationErrors {
  readonly task: string;
  readonly episodes: number;
  readonly brier: number;
  readonly brierOfMean: number;
  readonly ece: number;
  readonly eceByChance: number;
}

export interface Bin {
  readonly task: string;
  readonly bin: number;
  readonly episodes: number;
  readonly predicted: number;
  readonly happened: number;
  readonly rate: number;
  readonly interval: Interval;
}

export type LabelRun =
  | { readonly record: 'progress'; readonly run: string; readonly doing: string; readonly done: number; readonly total: number }
  | { readonly record: 'failed'; readonly run: string; readonly reason: string }
  | FinishedRun;

export interface FinishedRun {
  readonly record: 'finished';
  readonly run: string;
  readonly epsilonByTask: Readonly<Record<string, number>>;
  readonly positiveBySource: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly flags: readonly string[];
  readonly seconds: number;
}

export const labelRuns = async (): Promise<readonly LabelRun[]> => (await get<{ readonly runs: readonly LabelRun[] }>('label-runs')).runs;

/** @param path as {@link pathOf} makes it */
export const rowsAt = async <R>(path: string): Promise<readonly R[]> => (await get<{ readonly rows: readonly R[] }>(path)).rows;

export const calibrationAt = (path: string): Promise<Calibration> => get<Calibration>(path);

/** A path below `/api/v1`, without what is not asked for. */
export function pathOf(metric: string, asked: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  return `metrics/${metric}${query.size === 0 ? '' : `?${query.toString()}`}`;
}

/** The same, to be saved. */
export const csvOf = (path: string): string => `/api/v1/${path}${path.includes('?') ? '&' : '?'}format=csv`;

import { get, type EpisodeManifest } from '../api.js';
import type { ActionSource, Outcome } from '../protocol.js';

/** What the fleet-controller answers of episodes. */

export interface EpisodeDetail {
  readonly manifest: EpisodeManifest;
  readonly cameras: readonly string[];
  /** The label run that the steps show. */
  readonly labels: string | null;
  readonly labelRuns: readonly string[];
  readonly epsilon: number | null;
  readonly review: Review;
  readonly steps: readonly EpisodeStep[];
}

export interface EpisodeStep {
  readonly index: number;
  readonly source: ActionSource['source'];
  readonly who: string | null;
  readonly stage: number;
  /** Codes of the guard's rules that cut or refused what was asked for. */
  readonly guard: readonly string[];
  readonly value: number | null;
  readonly advantage: number | null;
  readonly positive: boolean | null;
  readonly progress: number | null;
}

/** What people have said of an episode since it was sealed. */
export interface Review {
  readonly recorded: { readonly outcome: Outcome; readonly reason: string; readonly source: string };
  readonly outcome: Outcome;
  readonly disputed: boolean;
  readonly verdicts: readonly Rated[];
  readonly exclusion: { readonly operator: string; readonly reason: string; readonly atMillis: number } | null;
}

export interface Rated {
  readonly id: string;
  readonly rater: string;
  readonly before: Outcome;
  /** Absent: they take back what they said before. */
  readonly outcome?: Outcome;
  readonly reason: string;
  readonly atMillis: number;
}

export interface EpisodePage {
  readonly episodes: readonly EpisodeManifest[];
  readonly next: string | null;
  readonly total: number;
  readonly reviews: Readonly<Record<string, Review>>;
}

export interface Agreement {
  readonly episodes: number;
  readonly agreed: number;
  readonly kappa: number | null;
}

export const episode = (id: string, labels?: string): Promise<EpisodeDetail> =>
  get<EpisodeDetail>(`episodes/${encodeURIComponent(id)}${labels === undefined ? '' : `?labels=${encodeURIComponent(labels)}`}`);

export const page = (filter: Readonly<Record<string, string>>): Promise<EpisodePage> => {
  const asked = Object.entries(filter).filter(([, value]) => value !== '');
  return get<EpisodePage>(`episodes?${new URLSearchParams(asked).toString()}`);
};

export const agreement = (): Promise<Agreement> => get<Agreement>('metrics/agreement');

export const policies = async (): Promise<readonly { readonly version: string }[]> =>
  (await get<{ readonly policies: readonly { readonly version: string }[] }>('policies')).policies;

export const frame = (id: string, step: number, camera: string): string =>
  `/api/v1/episodes/${encodeURIComponent(id)}/frames/${step}/${encodeURIComponent(camera)}.jpg`;

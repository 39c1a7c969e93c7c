import type { Cohort } from '../protocol.js';
import { cohortOf } from '../words/cohort.js';

/** What the researchers' screen shows; it stands in the address, so that a link shows somebody else the same. */
export interface Filter {
  readonly cohort: Cohort;
  /** The first one where none is named. */
  readonly task: string | undefined;
  /** All where none is named. */
  readonly figure: string | undefined;
  /** Whose endings; the newest where none is named. */
  readonly version: string | undefined;
  /** Which label run's calibration; the newest where none is named. */
  readonly labels: string | undefined;
}

export function filterOf(query: string): Filter {
  const asked = new URLSearchParams(query);
  const named = (name: string): string | undefined => asked.get(name) || undefined;
  return {
    cohort: cohortOf(asked.get('cohort')),
    task: named('task'),
    figure: named('figure'),
    version: named('version'),
    labels: named('labels'),
  };
}

/** What {@link filterOf} reads; the cohort is always said, the rest where it is chosen. */
export function queryOf(filter: Filter): string {
  const query = new URLSearchParams();
  for (const name of ['task', 'cohort', 'figure', 'version', 'labels'] as const) {
    const value = filter[name];
    if (value !== undefined) {
      query.set(name, value);
    }
  }
  return query.toString();
}

/** Where the episodes behind a point are listed. */
export function episodesOf(which: Readonly<Record<string, string>>): string {
  return `#/episodes?${new URLSearchParams(which).toString()}`;
}

import type { ActionSource, Cohort, EpisodePlan, Outcome } from './protocol.js';

/** What the fleet-controller answers under `/api/v1`; only the fields that the page reads. */

/** Low and high end. */
export type Interval = readonly [number, number];

/** How far a collection of episodes is. */
export interface CollectionProgress {
  readonly request: CollectionRequest;
  readonly judged: number;
  readonly successes: number;
  readonly running: number;
  readonly complete: boolean;
  readonly etaSeconds: number | null;
}

export interface CollectionRequest {
  readonly id: string;
  readonly task: string;
  readonly cohort: Cohort;
  readonly driver: ActionSource;
  readonly episodes: number;
  readonly firstSeed: number;
  readonly pace: number;
  /** The only robot that it is for. */
  readonly robot?: string;
}

/** A call for help, as `fleetrl.triage` has it. */
export interface HelpTicket {
  readonly robot: string;
  readonly reason: string;
  readonly task: string | null;
  readonly sinceMillis: number;
  readonly state: 'OPEN' | 'CLAIMED' | 'TAKEN';
  readonly operator: string | null;
  readonly escalated: boolean;
  readonly why: string;
}

export interface EpisodeManifest {
  readonly episode: string;
  readonly robot: string;
  readonly plan: EpisodePlan;
  readonly instruction: string;
  readonly hz: number;
  readonly startedAtMillis: number;
  readonly durationMillis: number;
  readonly ending: { readonly outcome: Outcome; readonly reason: string };
  readonly steps: number;
  readonly correctionSteps: number;
  readonly interventions: number;
  readonly operators: readonly string[];
}


export const episodes = (filter: Readonly<Record<string, string>>): Promise<readonly EpisodeManifest[]> =>
  list<EpisodeManifest>(`episodes?${new URLSearchParams({ limit: '50', ...filter }).toString()}`, 'episodes');

export const collections = (): Promise<readonly CollectionProgress[]> => list<CollectionProgress>('collections', 'collections');

/** No more of it is wanted. */
export const withdraw = (id: string): Promise<CollectionProgress> => get<CollectionProgress>(`collections/${encodeURIComponent(id)}/withdraw`, { method: 'POST' });

/** A person shows a task at one robot. */
export const showAt = (robot: string, request: CollectionRequest): Promise<CollectionProgress> =>
  get<CollectionProgress>(`collections/${encodeURIComponent(request.id)}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...request, robot }),
  });

export const help = (): Promise<readonly HelpTicket[]> => list<HelpTicket>('help', 'tickets');

export const claim = (robot: string, operator: string): Promise<readonly HelpTicket[]> => ask(robot, 'claim', { operator });

export const release = (robot: string, operator: string): Promise<readonly HelpTicket[]> => ask(robot, 'release', { operator });

export const escalate = (robot: string, operator: string): Promise<readonly HelpTicket[]> => ask(robot, 'escalate', { operator });

/** Answers the queue as it is then. */
async function ask(robot: string, what: string, body: Readonly<Record<string, string>>): Promise<readonly HelpTicket[]> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return (await get<{ readonly tickets: readonly HelpTicket[] }>(`help/${encodeURIComponent(robot)}/${what}`, init)).tickets;
}

/** Who did what, newest first. */
export interface AuditRecord {
  readonly id: string;
  readonly atMillis: number;
  readonly operator: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly subject: string | null;
  readonly robot: string | null;
  readonly episode: string | null;
  readonly step: number | null;
  /** null: no answer came in time, and nobody knows. */
  readonly accepted: boolean | null;
  readonly reason: string;
}

export const audit = (query: string): Promise<readonly AuditRecord[]> => list<AuditRecord>(`audit?${query}`, 'records');

/** Lists come in an object, under their name. */
async function list<T>(path: string, key: string): Promise<readonly T[]> {
  return (await get<Readonly<Record<string, readonly T[]>>>(path))[key] ?? [];
}

/** Fails with the server's own line, which says what to do. */
export async function get<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`/api/v1/${path}`, { ...init, headers: { Accept: 'application/json', ...init.headers } });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const error = typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : response.statusText;
    throw new Error(error);
  }
  return body as T;
}

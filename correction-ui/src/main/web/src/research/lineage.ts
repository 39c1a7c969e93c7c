/** Which policy came of which: by its start, and by whose practice it learned from. */

export interface Round {
  readonly round: string;
  readonly request: {
    readonly recipe: string;
    readonly version: string;
    readonly parent: string | null;
    readonly collections: readonly string[];
    readonly task: string | readonly string[];
  };
  readonly askedAtMillis: number;
  readonly doing: string;
  readonly fraction: number;
  readonly secondsLeft: number;
  readonly version: string | null;
  readonly failed: string | null;
}

export interface Policy {
  readonly version: string;
  readonly manifest: Manifest | null;
  readonly warmOn: readonly string[];
  readonly refusedBy: Readonly<Record<string, string>>;
  readonly published: boolean;
}

export interface Manifest {
  readonly parent: string | null;
  readonly tasks: readonly string[] | string;
  readonly recipe: string;
  readonly snapshot: string;
  readonly labelRun: string | null;
  readonly trainSteps: number;
  readonly trainSeconds: number;
  readonly seed: number;
  readonly settings: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number>>;
}

export interface Collection {
  readonly request: { readonly id: string; readonly cohort: string; readonly driver: { readonly source: string; readonly version?: string } };
}

export interface Node {
  readonly version: string;
  readonly policy: Policy | undefined;
  /** The round that makes, or has made it. */
  readonly round: Round | undefined;
  readonly column: number;
  readonly row: number;
  readonly from: readonly Edge[];
}

/** `start`: its weights began as that one's. `practice`: it learned from episodes that that one ran. */
export interface Edge {
  readonly version: string;
  readonly kind: 'start' | 'practice';
}

/** Each version stands to the right of all that it came of; in a column, in the order in which they were asked for. */
export function lineage(policies: readonly Policy[], rounds: readonly Round[], collections: readonly Collection[]): readonly Node[] {
  const making = new Map<string, Round>();
  for (const round of rounds) {
    if (round.failed === null && !making.has(round.request.version)) {
      making.set(round.request.version, round);
    }
  }
  const made = [...making.keys()];
  const registered = policies.filter((policy) => policy.manifest !== null && !making.has(policy.version)).map((policy) => policy.version);
  const drivers = new Map(collections.map((c) => [c.request.id, c.request.driver.source === 'policy' ? c.request.driver.version : undefined]));
  const columns = new Map<string, number>();
  const rows: number[] = [];
  return [...registered, ...made].map((version): Node => {
    const policy = policies.find((one) => one.version === version);
    const round = making.get(version);
    const from = cameOf(policy, round, drivers).filter((edge) => columns.has(edge.version));
    const column = Math.max(-1, ...from.map((edge) => columns.get(edge.version) ?? -1)) + 1;
    const row = rows[column] ?? 0;
    columns.set(version, column);
    rows[column] = row + 1;
    return { version, policy, round, column, row, from };
  });
}

function cameOf(policy: Policy | undefined, round: Round | undefined, drivers: ReadonlyMap<string, string | undefined>): readonly Edge[] {
  const parent = round?.request.parent ?? policy?.manifest?.parent ?? null;
  const practised = new Set((round?.request.collections ?? []).map((id) => drivers.get(id)).filter((version) => version !== undefined));
  return [
    ...(parent === null ? [] : [{ version: parent, kind: 'start' as const }]),
    ...[...practised].map((version) => ({ version, kind: 'practice' as const })),
  ];
}

export const STAGES = ['waiting', 'snapshot', 'labels', 'training', 'warm-up', 'finished'] as const;

/** What is yet to be done; a failed one is over. */
export function isUnderWay(round: Round): boolean {
  return round.failed === null && round.doing !== 'finished' && round.doing !== 'failed';
}

/** Whether making it current would go back to what was made before the present one. */
export function isEarlier(version: string, current: readonly string[], nodes: readonly Node[]): boolean {
  const place = (name: string): number => nodes.findIndex((node) => node.version === name);
  return current.some((now) => place(version) < place(now));
}

export const tasksOf = (named: readonly string[] | string): readonly string[] => (typeof named === 'string' ? [named] : named);

import { describe, expect, it, test } from 'vitest';
import { comparedFigures, comparedTable } from './compared.js';
import type { Policy } from './lineage.js';
import { bars, canGoBack, offered, ofTask, shareOf, steps, ticks, type Arm, type Compared, type Rollout, type Stage } from './rollout.js';

const arm = (episodes: number, successes: number, rest: Partial<Arm> = {}): Arm => ({ episodes, successes, successInterval: [0.6, 0.9], throughputPerHour: 120, throughputInterval: [100, 150], ...rest });
const COMPARED: Compared = { candidate: arm(12, 10), baseline: arm(48, 36), evidence: { noWorse: 20, moreThroughput: 4.5, worse: 1, needed: 20 } };

function rollout(version: string, ...stages: readonly Stage[]): Rollout {
  const stage = stages.at(-1) ?? 'WAITING';
  return {
    version, task: 'pick', stage, baseline: 'v1', reason: `why ${stage}`, sinceMillis: 100 * stages.length, shadow: [], canary: COMPARED, fleet: null, guarded: 0,
    stages: stages.map((one, i) => ({ stage: one, reason: `why ${one}`, atMillis: 100 * (i + 1) })),
  };
}

function policy(version: string, tasks: readonly string[], published = false): Policy {
  return { version, warmOn: [], refusedBy: {}, published, manifest: { parent: null, tasks, recipe: 'recap', snapshot: 's', labelRun: null, trainSteps: 1, trainSeconds: 1, seed: 1, settings: {}, metrics: {} } };
}

describe('the way of a rollout', () => {
  const told = (one: Rollout): string[] => steps(one).map(({ stage, state }) => `${stage} ${state}`);

  it('shows what is done, where it is, and what is ahead', () => {
    expect(told(rollout('v2', 'WAITING', 'SHADOW', 'CANARY'))).toEqual(['WAITING done', 'SHADOW done', 'CANARY here', 'FLEET ahead', 'CONFIRMED ahead']);
    expect(steps(rollout('v2', 'WAITING', 'SHADOW'))[1]).toEqual({ stage: 'SHADOW', state: 'here', atMillis: 200, why: 'why SHADOW' });
  });

  it('has no shadow where the site has none', () => {
    expect(told(rollout('v2', 'WAITING', 'CANARY'))).toEqual(['WAITING done', 'CANARY here', 'FLEET ahead', 'CONFIRMED ahead']);
  });

  it.each(['ROLLED_BACK', 'HELD', 'WITHDRAWN'] as const)('ends where it ended: %s', (stage) => {
    expect(told(rollout('v2', 'WAITING', 'SHADOW', 'CANARY', stage))).toEqual(['WAITING done', 'SHADOW done', 'CANARY done', `${stage} end`]);
  });

  it('may end after it was confirmed', () => {
    expect(told(rollout('v2', 'FLEET', 'CONFIRMED', 'ROLLED_BACK')).slice(1)).toEqual(['CONFIRMED done', 'ROLLED_BACK end']);
  });
});

describe('the rollout that is shown', () => {
  it('is the one whose turn it is', () => {
    const all = [rollout('v4', 'WAITING'), rollout('v3', 'WAITING'), rollout('v2', 'WAITING', 'CANARY'), { ...rollout('other', 'CANARY'), task: 'sort' }];

    expect(ofTask(all, 'pick').now?.version).toBe('v2');
    expect(ofTask(all, 'pick').others.map((one) => one.version)).toEqual(['v4', 'v3']);
    expect(ofTask(all.slice(0, 2), 'pick').now?.version).toBe('v3');
  });

  it('is else the one that ended last', () => {
    expect(ofTask([rollout('v3', 'HELD'), rollout('v2', 'WAITING', 'CANARY', 'ROLLED_BACK')], 'pick').now?.version).toBe('v2');
    expect(ofTask([], 'pick').now).toBeUndefined();
  });
});

describe('evidence', () => {
  it('fills its bar by the logarithm, from 1 to what is needed', () => {
    expect(bars(COMPARED, 'canary')).toEqual([
      { of: 'noWorse', value: 20, share: 1, enough: true },
      { of: 'moreThroughput', value: 4.5, share: Math.log(4.5) / Math.log(20), enough: false },
      { of: 'worse', value: 1, share: 0, enough: false },
    ]);
    expect(shareOf(1e9, 20)).toBe(1);
    expect(shareOf(0.5, 20)).toBe(0);
  });

  it('can only take a version back that is in the fleet', () => {
    expect(bars(COMPARED, 'fleet').map((bar) => bar.of)).toEqual(['worse']);
  });

  test('its scale says round numbers, and what is needed', () => {
    expect(ticks(20)).toEqual([1, 2, 5, 10, 20]);
    expect(ticks(100)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(ticks(11)).toEqual([1, 2, 5, 11]);
  });
});

test('a policy is offered that knows the task, and that no robot runs or tries', () => {
  const policies = [policy('v1', ['pick'], true), policy('v2', ['pick']), policy('v3', ['pick', 'sort']), policy('v4', ['sort']), { ...policy('v5', []), manifest: null }, policy('v6', ['pick'])];

  expect(offered(policies, [rollout('v2', 'WAITING', 'CANARY'), rollout('v3', 'HELD')], 'pick')).toEqual(['v6', 'v3']);
});

test('a version can go back while it is on its way, and as long as robots run it', () => {
  expect(canGoBack(rollout('v2', 'SHADOW'), [])).toBe(true);
  expect(canGoBack(rollout('v2', 'CONFIRMED'), [policy('v2', ['pick'], true)])).toBe(true);
  expect(canGoBack(rollout('v2', 'CONFIRMED'), [policy('v2', ['pick'])])).toBe(false);
  expect(canGoBack(rollout('v2', 'HELD'), [policy('v2', ['pick'], true)])).toBe(false);
});

describe('both versions', () => {
  it('stand side by side, with their intervals and where their episodes are', () => {
    const [success, throughput] = comparedFigures(rollout('v2', 'CANARY'), COMPARED, 'canary');

    expect(success?.series[0]?.marks[1]).toEqual({ label: 'v1', x: 1, y: 75, low: 60, high: 90, n: 48, link: '#/episodes?task=pick&version=v1&cohort=CANARY' });
    expect(throughput?.series[0]?.marks[0]).toMatchObject({ y: 120, low: 100, high: 150, n: 12 });
    expect(comparedTable(rollout('v2', 'CANARY'), COMPARED, 'canary').rows.map((row) => row.cells)).toEqual([
      ['v2', 'New', '12', '10', '83 [60 – 90]', '120 [100 – 150]'],
      ['v1', 'Baseline', '48', '36', '75 [60 – 90]', '120 [100 – 150]'],
    ]);
  });

  it('are in practice once the new one is in the fleet, and few episodes are not judged', () => {
    const few = { ...COMPARED, candidate: arm(0, 0, { throughputPerHour: 0, throughputInterval: null }) };
    const [row] = comparedTable(rollout('v2', 'FLEET'), few, 'fleet').rows;

    expect(row?.cells.slice(2)).toEqual(['0', '0', 'not enough data', 'not enough data']);
    expect(row?.link).toBe('#/episodes?task=pick&version=v2&cohort=TRAIN');
    expect(comparedFigures(rollout('v2', 'FLEET'), few, 'fleet')[0]?.series[0]?.marks[0]?.y).toBe(0);
  });
});

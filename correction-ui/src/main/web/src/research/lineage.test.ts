import { expect, test } from 'vitest';
import { isEarlier, isUnderWay, lineage, type Collection, type Policy, type Round } from './lineage.js';

const round = (version: string, parent: string | null, collections: readonly string[], rest: Partial<Round> = {}): Round => ({
  round: `round-${version}`,
  request: { recipe: 'recap', version, parent, collections, task: 'pick' },
  askedAtMillis: 0,
  doing: 'finished',
  fraction: 1,
  secondsLeft: 0,
  version,
  failed: null,
  ...rest,
});
const practice = (id: string, version: string): Collection => ({ request: { id, cohort: 'TRAIN', driver: { source: 'policy', version } } });
const COLLECTIONS: readonly Collection[] = [{ request: { id: 'demos', cohort: 'TRAIN', driver: { source: 'demonstration' } } }, practice('p0', 'base'), practice('p1', 'r1')];
const ROUNDS = [round('base', null, ['demos']), round('r1', 'base', ['demos', 'p0']), round('control', 'base', ['demos']), round('r2', 'base', ['demos', 'p0', 'p1'])];
const policy = (version: string, published: boolean): Policy => ({ version, manifest: null, warmOn: [], refusedBy: {}, published });

test('a version stands to the right of all that it came of', () => {
  const nodes = lineage([policy('r1', true)], ROUNDS, COLLECTIONS);

  expect(nodes.map((node) => [node.version, node.column, node.row])).toEqual([['base', 0, 0], ['r1', 1, 0], ['control', 1, 1], ['r2', 2, 0]]);
  expect(nodes[2]?.from).toEqual([{ version: 'base', kind: 'start' }]);
  expect(nodes[3]?.from).toEqual([{ version: 'base', kind: 'start' }, { version: 'base', kind: 'practice' }, { version: 'r1', kind: 'practice' }]);
  expect(nodes[1]?.policy?.published).toBe(true);
});

test('a round that failed makes no version, but one asked for again does', () => {
  const nodes = lineage([], [round('r1', null, [], { doing: 'failed', failed: 'no episodes', version: null }), round('r1', null, [], { round: 'again', doing: 'training', version: null })], []);

  expect(nodes.map((node) => node.round?.round)).toEqual(['again']);
  expect(nodes[0]?.round !== undefined && isUnderWay(nodes[0].round)).toBe(true);
});

test('a practice that its own policy goes on with does not go in a circle', () => {
  expect(lineage([], [round('v', null, ['p'])], [practice('p', 'v')]).map((node) => node.column)).toEqual([0]);
});

test('going back is told from going on', () => {
  const nodes = lineage([], ROUNDS, COLLECTIONS);

  expect(isEarlier('base', ['r1'], nodes)).toBe(true);
  expect(isEarlier('r2', ['r1'], nodes)).toBe(false);
  expect(isEarlier('r2', [], nodes)).toBe(false);
});

import { expect, test } from 'vitest';
import { episodesOf, filterOf, queryOf } from './filter.js';
import { csvOf, pathOf } from './metrics.js';

test('a link shows somebody else the same', () => {
  const filter = { cohort: 'TRAIN', task: 'drawer & store', figure: 'endings', version: 'v/1', labels: undefined } as const;

  expect(filterOf(queryOf(filter))).toEqual(filter);
});

test('a canary is a cohort, too', () => {
  expect(filterOf('cohort=CANARY').cohort).toBe('CANARY');
});

test.each(['', 'cohort=nothing', 'task=&figure='])('"%s" shows all evaluations', (query) => {
  expect(filterOf(query)).toEqual({ cohort: 'EVALUATION', task: undefined, figure: undefined, version: undefined, labels: undefined });
});

test('what is not asked for stays out of the query', () => {
  expect(pathOf('endings', { task: 'pick', version: undefined, cohort: 'TRAIN' })).toBe('metrics/endings?task=pick&cohort=TRAIN');
  expect(csvOf('metrics/endings?task=pick')).toBe('/api/v1/metrics/endings?task=pick&format=csv');
  expect(csvOf('metrics/endings')).toBe('/api/v1/metrics/endings?format=csv');
});

test('episodes are named by what they have in common', () => {
  expect(episodesOf({ task: 'a b', version: 'v1' })).toBe('#/episodes?task=a+b&version=v1');
});

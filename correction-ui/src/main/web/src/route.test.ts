import { expect, test } from 'vitest';
import { hashOf, screenOf } from './route.js';

test.each([
  { kind: 'wall' } as const,
  { kind: 'cockpit', robot: 'cell:1.a' } as const,
  { kind: 'help' } as const,
  { kind: 'research', query: '' } as const,
  { kind: 'research', query: 'task=pick+a%2Fb&cohort=TRAIN&figure=effort' } as const,
  { kind: 'rounds' } as const,
  { kind: 'episodes', query: '' } as const,
  { kind: 'episodes', query: 'task=pick&outcome=FAILURE' } as const,
  { kind: 'audit' } as const,
  { kind: 'episode', episode: 'pick-1-a0' } as const,
  { kind: 'episode', episode: 'pick-1-a0', step: 31 } as const,
  { kind: 'episode', episode: 'pick-1-a0', other: 'pick:2' } as const,
])('the address leads back to $kind', (screen) => {
  expect(screenOf(hashOf(screen))).toEqual(screen);
});

test.each(['', '#/', '#/nothing', '#/robot/'])('an address like "%s" shows the wall', (hash) => {
  expect(screenOf(hash)).toEqual({ kind: 'wall' });
});

test('an old address of the figures still leads there', () => {
  expect(screenOf('#/throughput')).toEqual({ kind: 'research', query: '' });
});

test.each(['#/episode/e/x', '#/episode/e/compare', '#/episode/e/-1'])('an address like "%s" shows the episode from its start', (hash) => {
  expect(screenOf(hash)).toEqual({ kind: 'episode', episode: 'e' });
});

import { expect, it } from 'vitest';
import { wanted } from './frames.js';

it('asks for what comes first, then for what was', () => {
  expect(wanted(5, 100, 1, 3, 2)).toEqual([5, 6, 7, 8, 4, 3]);
  expect(wanted(5, 100, -1, 2, 1)).toEqual([5, 4, 3, 6]);
});

it('asks for nothing before the start or after the end', () => {
  expect(wanted(0, 2, 1, 3, 3)).toEqual([0, 1]);
});

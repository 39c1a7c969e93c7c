import { describe, expect, it } from 'vitest';
import { curveOf, pathOf, percent } from './curve.js';
import { robot } from './fixtures.js';

const CURVE = { episode: 'e1', steps: [30, 60, 150], values: [0.25, 0.5, 1.2] };
const EPISODE = robot('cell-1').state?.episode ?? null;

describe("the critic's curve of progress", () => {
  it('begins with nothing done, and ends within the time limit and the whole task', () => {
    expect(pathOf(CURVE, 120)).toBe('M0 24L25 18L50 12L100 0');
  });

  it('never falls below the tile: a critic may see less than nothing done', () => {
    expect(pathOf({ ...CURVE, steps: [60], values: [-0.3] }, 120)).toBe('M0 24L50 24');
    expect(percent({ ...CURVE, steps: [60], values: [-0.3] })).toBe(0);
    expect(percent(CURVE)).toBe(100);
  });

  it('is of the episode that runs, or of none', () => {
    expect(curveOf(CURVE, EPISODE)).toBe(CURVE);
    expect(curveOf({ ...CURVE, episode: 'e0' }, EPISODE)).toBeUndefined();
    expect(curveOf({ ...CURVE, steps: [], values: [] }, EPISODE)).toBeUndefined();
    expect(curveOf(CURVE, null)).toBeUndefined();
    expect(curveOf(undefined, EPISODE)).toBeUndefined();
  });
});

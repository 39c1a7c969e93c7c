import { describe, expect, it } from 'vitest';
import type { EpisodeDetail, EpisodeStep } from './api.js';
import { actors, advantageScale, guardEvents, stages, stepAt, stretches, takeovers, ticks, xOf } from './timeline.js';

function steps(...sources: readonly EpisodeStep['source'][]): EpisodeStep[] {
  return sources.map((source, index) => ({
    index,
    source,
    who: source === 'correction' ? 'ada' : source === 'policy' ? 'v1' : null,
    stage: index < 2 ? 0 : 1,
    guard: [],
    value: -0.5 + 0.1 * index,
    advantage: index === 1 ? -0.3 : 0.1,
    positive: index !== 1,
    progress: null,
  }));
}

const EPISODE = steps('policy', 'policy', 'hold', 'correction', 'correction', 'hold', 'policy');

describe('the lanes', () => {
  it('show who acted in runs', () => {
    expect(actors(EPISODE).map((run) => [run.from, run.until, run.what.source])).toEqual([
      [0, 2, 'policy'],
      [2, 3, 'hold'],
      [3, 5, 'correction'],
      [5, 6, 'hold'],
      [6, 7, 'policy'],
    ]);
    expect(takeovers(EPISODE)).toEqual([{ from: 3, until: 5, what: { source: 'correction', who: 'ada' } }]);
    expect(stages(EPISODE).map((run) => run.what)).toEqual([0, 1]);
  });

  it('tell two people who follow each other apart', () => {
    const handed = steps('correction', 'correction').map((step, index) => ({ ...step, who: index === 0 ? 'ada' : 'ben' }));
    expect(takeovers(handed)).toHaveLength(2);
  });

  it('show what the guard did as events', () => {
    const guarded = EPISODE.map((step, index) => (index === 1 || index === 2 ? { ...step, guard: ['speed'] } : index === 5 ? { ...step, guard: ['speed', 'workspace'] } : step));
    expect(guardEvents(guarded)).toEqual([
      { from: 1, until: 3, what: ['speed'] },
      { from: 5, until: 6, what: ['speed', 'workspace'] },
    ]);
    expect(guardEvents(EPISODE)).toEqual([]);
  });

  it('put each step under the finger that points at it', () => {
    for (let step = 0; step < 84; step++) {
      expect(stepAt(xOf(step, 84, 917) + 0.5, 84, 917)).toBe(step);
    }
    expect(stepAt(-5, 84, 917)).toBe(0);
    expect(stepAt(2_000, 84, 917)).toBe(83);
    expect(xOf(84, 84, 917)).toBe(917);
  });

  it('mark as many seconds as have room', () => {
    expect(ticks(84, 10, 900, 60)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(ticks(84, 10, 300, 60)).toEqual([0, 2, 4, 6, 8]);
    expect(ticks(84, 10, 20, 60)).toEqual([0]);
  });

  it('leave room for the largest advantage and for ε', () => {
    const detail = (epsilon: number | null): EpisodeDetail => ({ steps: EPISODE, epsilon }) as unknown as EpisodeDetail;
    expect(advantageScale(detail(0.1))).toBeCloseTo(0.3);
    expect(advantageScale(detail(0.4))).toBeCloseTo(0.6);
    expect(advantageScale({ steps: [], epsilon: null } as unknown as EpisodeDetail)).toBeGreaterThan(0);
  });

  it('say the same in words', () => {
    const [first, , taken] = stretches(EPISODE);
    expect(first).toMatchObject({ from: 0, until: 2, positive: 1, negative: 1 });
    expect(first?.values?.map((value) => value.toFixed(1))).toEqual(['-0.5', '-0.4']);
    expect(taken?.what.who).toBe('ada');
  });
});

import { describe, expect, it } from 'vitest';
import { atStart, keyOf, play, stepOf, type Act, type Playback } from './playback.js';

/** 50 steps at 10 Hz: 4.9 s from the first to the last. */
const start = atStart(50, 10);
const after = (...acts: readonly Act[]): Playback => acts.reduce(play, start);

describe('a player', () => {
  it('plays at the recorded rate and stops at the end', () => {
    const playing = after({ kind: 'toggle' }, { kind: 'passed', seconds: 1.05 });
    expect(stepOf(playing.at, 50, 10)).toBe(10);
    const over = play(playing, { kind: 'passed', seconds: 60 });
    expect(over).toMatchObject({ at: 4.9, speed: 0 });
    expect(play(over, { kind: 'toggle' })).toMatchObject({ at: 0, speed: 1 });
  });

  it('plays slower and faster', () => {
    const half = after({ kind: 'pace', pace: 0.5 }, { kind: 'toggle' }, { kind: 'passed', seconds: 1 });
    expect(half.at).toBeCloseTo(0.5);
    expect(play(half, { kind: 'pace', pace: 2 }).speed).toBe(2);
    expect(after({ kind: 'pace', pace: 2 }).speed).toBe(0);
  });

  it('runs back, and faster when asked again', () => {
    const back = after({ kind: 'seek', at: 3 }, { kind: 'run', direction: -1 });
    expect(back.speed).toBe(-1);
    expect(play(back, { kind: 'run', direction: -1 }).speed).toBe(-2);
    expect(play(back, { kind: 'run', direction: 1 }).speed).toBe(1);
    expect(play(back, { kind: 'passed', seconds: 9 })).toMatchObject({ at: 0, speed: 0 });
  });

  it('steps a frame or a second, and stands', () => {
    const moved = after({ kind: 'toggle' }, { kind: 'by', seconds: 0.1 });
    expect(moved.speed).toBe(0);
    expect(stepOf(moved.at, 50, 10)).toBe(1);
    expect(play(moved, { kind: 'by', seconds: -9 }).at).toBe(0);
    expect(play(moved, { kind: 'seek', at: 99 }).at).toBe(4.9);
  });

  it('reaches every step frame by frame, without a rounding error', () => {
    let state = start;
    for (let step = 0; step < 50; step++) {
      expect(stepOf(state.at, 50, 10)).toBe(step);
      state = play(state, { kind: 'by', seconds: 1 / 10 });
    }
  });

  it('shows the last step of an episode that is over before the other', () => {
    expect(stepOf(9, 50, 10)).toBe(49);
    expect(stepOf(0, 0, 10)).toBe(0);
  });
});

describe('keys', () => {
  it.each([
    [' ', false, { kind: 'play', act: { kind: 'toggle' } }],
    ['J', true, { kind: 'play', act: { kind: 'run', direction: -1 } }],
    ['k', false, { kind: 'play', act: { kind: 'pause' } }],
    ['ArrowRight', false, { kind: 'play', act: { kind: 'by', seconds: 0.1 } }],
    ['ArrowLeft', true, { kind: 'play', act: { kind: 'by', seconds: -1 } }],
    ['s', false, { kind: 'say', outcome: 'SUCCESS' }],
    ['f', false, { kind: 'say', outcome: 'FAILURE' }],
    ['a', false, { kind: 'say', outcome: 'ABORTED' }],
    ['z', false, { kind: 'undo' }],
    ['y', false, { kind: 'redo' }],
    ['?', true, { kind: 'help' }],
    ['x', false, undefined],
    ['Tab', false, undefined],
  ])('%s means what the help says', (key, shift, meaning) => {
    expect(keyOf(key, shift, 10)).toEqual(meaning);
  });
});

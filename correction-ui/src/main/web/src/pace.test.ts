import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { robot, tablet } from './fixtures.js';
import { Pace } from './pace.js';
import type { Event } from './update.js';

const NEWS: Event = { kind: 'heard', event: { event: 'robot', ...robot('cell-1') } };
const PRESSED: Event = { kind: 'speedChosen', speed: 0.5 };
const SAME = tablet(robot('cell-1'));
const FRAME_MILLIS = 16;

describe('the pace of drawing', () => {
  let drawn: number;
  let pace: Pace;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then, FRAME_MILLIS));
    drawn = 0;
    pace = new Pace(() => drawn++);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('draws 800 news of a second no more than ten times, and the last of them too', () => {
    for (let i = 0; i < 800; i++) {
      pace.changed(NEWS, SAME, SAME);
      vi.advanceTimersByTime(1.25);
    }
    const within = drawn;
    vi.advanceTimersByTime(200);

    expect(within).toBeGreaterThanOrEqual(8);
    expect(within).toBeLessThanOrEqual(10);
    expect(drawn).toBe(within + 1);
  });

  it('draws what a person did with the next frame, also right after news', () => {
    pace.changed(NEWS, SAME, SAME);
    vi.advanceTimersByTime(FRAME_MILLIS);
    pace.changed(NEWS, SAME, SAME);
    pace.changed(PRESSED, SAME, SAME);
    pace.changed(PRESSED, SAME, SAME);
    vi.advanceTimersByTime(FRAME_MILLIS);

    expect(drawn).toBe(2);
    vi.advanceTimersByTime(1_000);
    expect(drawn).toBe(2);
  });

  it('draws the first news after a silence with the next frame', () => {
    pace.changed(NEWS, SAME, SAME);
    vi.advanceTimersByTime(1_000);
    pace.changed(NEWS, SAME, SAME);
    vi.advanceTimersByTime(FRAME_MILLIS);

    expect(drawn).toBe(2);
  });

  it('draws that a robot holds with the next frame, also right after news', () => {
    pace.changed(NEWS, SAME, SAME);
    vi.advanceTimersByTime(FRAME_MILLIS);
    pace.changed(NEWS, SAME, tablet(robot('cell-1', { mode: 'HOLD' })));
    vi.advanceTimersByTime(FRAME_MILLIS);

    expect(drawn).toBe(2);
  });

  it('draws nothing for a picture, which is on its canvas by itself', () => {
    pace.changed({ kind: 'pictureShown', picture: { robot: 'cell-1', camera: 'third', sequence: 1, atMillis: 0, jpeg: new Uint8Array() } }, SAME, SAME);
    vi.advanceTimersByTime(1_000);

    expect(drawn).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { mustRest, reading } from './gamepad.js';
import { gripper, isHeld, twist, FREE } from './jog.js';

const button = (pressed: boolean): GamepadButton => ({ pressed, touched: pressed, value: Number(pressed) });
const pad = (held: readonly number[], axes: readonly number[] = [0, 0, 0, 0]) => ({
  connected: true,
  mapping: 'standard' as const,
  axes,
  buttons: Array.from({ length: 16 }, (_, i) => button(held.includes(i))),
});

describe('a gamepad', () => {
  it('moves nothing unless LB is held', () => {
    expect(reading(pad([], [1, -1, 0, 0])).stick).toBeUndefined();
    const { stick } = reading(pad([4], [0, -1, 0, 0]));
    const hands = { ...FREE, stick };
    expect(isHeld(hands)).toBe(true);
    expect(twist(hands, 1, 0)[0]).toBeCloseTo(0.25);
  });

  it('opens and closes with its triggers, together with LB alone', () => {
    expect(gripper({ ...FREE, stick: reading(pad([4, 6])).stick })).toBe(1);
    expect(gripper({ ...FREE, stick: reading(pad([4, 7])).stick })).toBe(-1);
    expect(reading(pad([6])).stick).toBeUndefined();
  });

  it('that was held before it could move anything, or while the window had no focus, must be let go first', () => {
    const held = reading(pad([4], [1, 0, 0, 0])).stick;
    expect(mustRest(false, held, false, true)).toBe(true);
    expect(mustRest(false, held, true, false)).toBe(true);
    expect(mustRest(true, held, true, true)).toBe(true);
    expect(mustRest(true, undefined, true, true)).toBe(false);
    expect(mustRest(false, held, true, true)).toBe(false);
  });

  it('holds with B, enabled or not', () => {
    expect(reading(pad([1])).hold).toBe(true);
  });

  it('that is gone, or whose buttons nobody knows, lets go', () => {
    expect(reading(null)).toEqual({ stick: undefined, hold: false });
    expect(reading({ ...pad([4]), connected: false }).stick).toBeUndefined();
    expect(reading({ ...pad([4]), mapping: '' as const }).stick).toBeUndefined();
  });
});

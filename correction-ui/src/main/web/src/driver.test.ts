import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Driver } from './driver.js';
import { robot, tablet } from './fixtures.js';
import { FREE, STEP_MILLIS, type Hands } from './jog.js';
import type { Teleop, UiCommand } from './protocol.js';
import type { State } from './state.js';

/** Ada's tablet, that has taken cell-1 over. */
const held = (): State => ({ ...tablet(robot('cell-1', { mode: 'ALIGN', holder: 'ada' })), claims: new Set(['cell-1']) });
const PRESSED: Hands = { ...FREE, xy: { right: 0.1, up: 0.6 } };

describe('driving', () => {
  let state: State;
  let sent: Teleop[];
  let driver: Driver;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    state = held();
    driver = new Driver(() => state, () => 'cell-1', (command: UiCommand) => sent.push(command as Teleop) > 0);
  });
  afterEach(() => vi.useRealTimers());

  const enabled = (): number => sent.filter((command) => command.enable).length;

  it('goes on while the hand holds, and ends with one release', () => {
    driver.changed(PRESSED);
    vi.advanceTimersByTime(330);
    driver.changed(FREE);
    vi.advanceTimersByTime(330);
    expect(enabled()).toBe(11);
    expect(sent.at(-1)?.enable).toBe(false);
    expect(sent).toHaveLength(12);
  });

  it('is one step a press where the line is slow, however long the hand holds', () => {
    state = { ...state, roundTripMillis: 450 };
    driver.changed(PRESSED);
    vi.advanceTimersByTime(STEP_MILLIS - 1);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ ttlMillis: STEP_MILLIS, enable: true });
    vi.advanceTimersByTime(2_000);
    driver.changed({ ...PRESSED, xy: { right: 0, up: 0.9 } });
    expect(enabled()).toBe(1);
    expect(sent).toHaveLength(2);
    driver.changed(FREE);
    driver.changed(PRESSED);
    expect(enabled()).toBe(2);
  });

  it('is not repeated by a finger that trembles over the middle, and ends with the hand', () => {
    state = { ...state, roundTripMillis: 450 };
    driver.changed(PRESSED);
    vi.advanceTimersByTime(STEP_MILLIS + 10);
    driver.changed({ ...PRESSED, xy: { right: 0, up: 0 } });
    driver.changed(PRESSED);
    expect(enabled()).toBe(1);
    driver.changed(FREE);
    driver.changed(PRESSED);
    driver.changed(FREE);
    expect(sent.at(-1)?.enable).toBe(false);
  });

  it('steps along the axis that is pressed most, by the chosen speed and not by how far the pad is pressed', () => {
    state = { ...state, roundTripMillis: 450, speed: 1 };
    driver.changed(PRESSED);
    expect(sent[0]?.twist).toEqual([0.05, 0, 0, 0, 0, 0].map((element) => expect.closeTo(element, 6)));
  });

  it('ends at once when the line becomes slow under a held hand, and goes on by no step before a new press', () => {
    driver.changed(PRESSED);
    state = { ...state, roundTripMillis: 450 };
    vi.advanceTimersByTime(40);
    expect(sent.at(-1)?.enable).toBe(false);
    const before = sent.length;
    driver.changed(PRESSED);
    expect(sent).toHaveLength(before);
    driver.changed(FREE);
    driver.changed(PRESSED);
    expect(sent.at(-1)).toMatchObject({ enable: true, ttlMillis: STEP_MILLIS });
  });

  it('moves nothing that another holds', () => {
    state = { ...held(), operator: 'ben' };
    driver.changed(PRESSED);
    expect(enabled()).toBe(0);
  });
});

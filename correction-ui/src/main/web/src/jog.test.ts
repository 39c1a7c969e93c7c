import { expect, test } from 'vitest';
import { FREE, gripper, isHeld, isMoving, teleop, twist } from './jog.js';

const keys = (...codes: readonly string[]) => ({ ...FREE, keys: new Set(codes) });
const rounded = (vector: readonly number[]): readonly number[] => vector.map((element) => Math.round(element * 1e6) / 1e6 + 0);

test('a pad pushed to its rim asks for 250 mm/s at speed 1', () => {
  expect(rounded(twist({ ...FREE, xy: { right: 0, up: 1 } }, 1, 0))).toEqual([0.25, 0, 0, 0, 0, 0]);
  expect(rounded(twist({ ...FREE, xy: { right: 1, up: 0 } }, 0.5, 0))).toEqual([0, -0.125, 0, 0, 0, 0]);
});

test('the middle of a pad holds without moving', () => {
  const hands = { ...FREE, xy: { right: 0.1, up: -0.1 } };

  expect(isHeld(hands)).toBe(true);
  expect(rounded(twist(hands, 1, 0))).toEqual([0, 0, 0, 0, 0, 0]);
});

test('beyond the dead zone the speed begins at nothing', () => {
  expect(rounded(twist({ ...FREE, xy: { right: 0, up: 0.56 } }, 1, 0))[0]).toBe(0.125);
});

test('up on the pad is away from the camera, wherever that looks from', () => {
  const up = { ...FREE, xy: { right: 0, up: 1 } };

  expect(rounded(twist(up, 1, 90))).toEqual([0, 0.25, 0, 0, 0, 0]);
  expect(rounded(twist(up, 1, 180))).toEqual([-0.25, 0, 0, 0, 0, 0]);
  expect(rounded(twist(up, 1, 225)).slice(0, 2)).toEqual([-0.176777, -0.176777]);
});

test('the right thumb lifts and turns', () => {
  expect(rounded(twist({ ...FREE, lift: { right: 1, up: -1 } }, 1, 0))).toEqual([0, 0, -0.25, 0, 0, -1]);
});

test('keys move only while the space bar is held', () => {
  expect(isHeld(keys('KeyW'))).toBe(false);
  expect(rounded(twist(keys('KeyW'), 1, 0))).toEqual([0, 0, 0, 0, 0, 0]);
  expect(rounded(twist(keys('Space', 'KeyW', 'KeyR', 'KeyE', 'ArrowUp'), 1, 0))).toEqual([0.25, 0, 0.25, 0, 1, -1]);
  expect(gripper(keys('KeyC'))).toBe(0);
  expect(gripper(keys('Space', 'KeyC'))).toBe(-1);
});

test('opposite keys cancel out', () => {
  expect(rounded(twist(keys('Space', 'KeyA', 'KeyD'), 1, 0))).toEqual([0, 0, 0, 0, 0, 0]);
});

test('a pad and a key together are no faster than one', () => {
  expect(rounded(twist({ ...keys('Space', 'KeyW'), xy: { right: 0, up: 1 } }, 1, 0))[0]).toBe(0.25);
});

test('going back counts in place of what other hands do, and only while it is held', () => {
  const lease = { robot: 'r1', epoch: 7 };
  const both = teleop({ ...FREE, rewind: true, gripper: 1, xy: { right: 0, up: 1 } }, lease, 0.5, 0, 9);

  expect(both).toMatchObject({ enable: true, rewind: 0.125, twist: [0, 0, 0, 0, 0, 0], gripper: 0 });
  expect(isMoving({ ...FREE, rewind: true })).toBe(true);
  expect(teleop(keys('Space', 'KeyB'), lease, 1, 0, 9).rewind).toBe(0.25);
  expect(teleop(keys('KeyB'), lease, 1, 0, 9)).not.toHaveProperty('rewind');
});

test('who lets go asks for nothing at all', () => {
  expect(teleop(FREE, { robot: 'r1', epoch: 7 }, 1, 225, 9)).toEqual({
    command: 'teleop',
    robot: 'r1',
    epoch: 7,
    sequence: 9,
    enable: false,
    twist: [0, 0, 0, 0, 0, 0],
    gripper: 0,
    ttlMillis: 200,
  });
});

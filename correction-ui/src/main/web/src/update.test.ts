import { expect, test } from 'vitest';
import { lastWord } from './select.js';
import { robot, tablet } from './fixtures.js';
import { driveBlock } from './select.js';
import type { State } from './state.js';
import { update } from './update.js';

const R1 = robot('r1', { mode: 'ALIGN', holder: 'ada' });
const take = { command: 'take-over', robot: 'r1' } as const;

function answer(state: State, accepted: boolean): State {
  const asked = update(state, { kind: 'asked', id: '1', command: take });
  return update(asked, { kind: 'heard', event: { event: 'answer', robot: 'r1', id: '1', accepted, reason: 'held by bob' } });
}

test('an accepted take-over lets this tablet drive', () => {
  expect(driveBlock(answer(tablet(R1), true), 'r1')).toBeUndefined();
});

test('a refused take-over says who holds the robot', () => {
  const state = answer(tablet(R1), false);

  expect(state.claims.size).toBe(0);
  expect(state.notices.map((notice) => notice.text)).toEqual(['r1: held by bob']);
});

test('a lost connection loses what was held, and a new one does not bring it back', () => {
  const held = answer(tablet(R1), true);
  const lost = update(held, { kind: 'linkChanged', link: 'offline' });
  const back = update(lost, { kind: 'linkChanged', link: 'online' });

  const seen = update(back, { kind: 'heard', event: { event: 'robot', ...R1 } });

  expect(driveBlock(lost, 'r1')).toMatch(/No connection/);
  expect(driveBlock(back, 'r1')).toMatch(/No contact/);
  expect(driveBlock(seen, 'r1')).toBe('Take over again to drive.');
});

test('handing back ends the claim before the robot has answered', () => {
  const held = answer(tablet(R1), true);
  const asked = update(held, { kind: 'asked', id: '2', command: { command: 'hand-back', robot: 'r1', epoch: 3 } });

  expect(asked.claims.has('r1')).toBe(false);
});

test('a forgotten robot leaves the wall', () => {
  expect(update(tablet(R1), { kind: 'heard', event: { event: 'robot-gone', robot: 'r1' } }).robots.size).toBe(0);
});

test('events leave the old state as it was', () => {
  const state = tablet(R1);

  update(state, { kind: 'heard', event: { event: 'robot', ...robot('r1', { mode: 'STOPPED' }) } });

  expect(state.robots.get('r1')).toBe(R1);
});

const hello = {
  event: 'hello',
  site: 'lab',
  operator: null,
  roles: [],
  rights: ['GREET'],
  signIn: { by: 'file', provider: null },
  version: 'a',
  nowMillis: 6000,
  viewDegrees: 225,
  taskViewDegrees: { 'drawer-store': 107 },
} as const;
const helloAda = { ...hello, operator: 'ada', roles: ['OPERATOR'], rights: ['GREET', 'WATCH', 'STOP', 'OPERATE'] } as const;

test('who is signed in is what the backend says, and nobody else', () => {
  const met = update({ ...tablet(), operator: undefined }, { kind: 'heard', event: hello });
  const signedIn = update(met, { kind: 'heard', event: helloAda });
  const signedOut = update(signedIn, { kind: 'heard', event: hello });

  expect([met.operator, signedIn.operator, signedOut.operator]).toEqual([undefined, 'ada', undefined]);
  expect([met.rights.has('OPERATE'), signedIn.rights.has('OPERATE'), signedOut.rights.has('OPERATE')]).toEqual([false, true, false]);
  expect(met.signIn).toEqual({ by: 'file', provider: null });
  expect(met.clockOffsetMillis).toBe(5000);
  expect(met.view).toEqual({ degrees: 225, byTask: { 'drawer-store': 107 }, turned: 0 });
});

test('whoever is signed out, or somebody else, holds nothing', () => {
  const held = answer(tablet(R1), true);

  expect(update(held, { kind: 'heard', event: helloAda }).claims.size).toBe(1);
  expect(update(held, { kind: 'heard', event: { ...helloAda, operator: 'bob' } }).claims.size).toBe(0);
  expect(update(held, { kind: 'heard', event: hello }).claims.size).toBe(0);
});

test('whoever may not watch no longer sees what was there', () => {
  expect(update(tablet(R1), { kind: 'heard', event: helloAda }).robots.size).toBe(1);
  expect(update(tablet(R1), { kind: 'heard', event: hello }).robots.size).toBe(0);
});

test('another version of the backend asks for a reload', () => {
  const first = update(tablet(), { kind: 'heard', event: hello });

  expect(first.outdated).toBe(false);
  expect(update(first, { kind: 'heard', event: { ...hello, version: 'b' } }).outdated).toBe(true);
});

test('a pong tells the round trip and where the other clock stands', () => {
  const state = update({ ...tablet(), nowMillis: 1040 }, { kind: 'heard', event: { event: 'pong', sentAtMillis: 1000, nowMillis: 3020 } });

  expect(state.roundTripMillis).toBe(40);
  expect(state.clockOffsetMillis).toBe(2000);
});

test('notices go after a while, and the same one is not shown twice', () => {
  const once = update(tablet(), { kind: 'noticed', text: 'hm', problem: false });
  const twice = update(once, { kind: 'noticed', text: 'hm', problem: false });

  expect(twice.notices.length).toBe(1);
  expect(update(twice, { kind: 'ticked', nowMillis: 7001 }).notices.length).toBe(0);
});

test('what was said of an episode can be taken back for a while, unless the robot refused it', () => {
  const held = tablet(robot('r1', { mode: 'HOLD' }));
  const said = update(held, { kind: 'asked', id: '1', command: { command: 'judge', robot: 'r1', outcome: 'SUCCESS' } });
  expect(said.judged).toEqual({ robot: 'r1', episode: 'e1', outcome: 'SUCCESS', atMillis: 1000 });
  expect(lastWord(said, 'r1')).toBe('SUCCESS');
  expect(lastWord({ ...said, nowMillis: 21_000 }, 'r1')).toBeUndefined();
  const answer = { event: 'answer', robot: 'r1', id: '1', accepted: false, reason: 'no episode is running' } as const;
  expect(update(said, { kind: 'heard', event: answer }).judged).toBeUndefined();
});

import { expect, test } from 'vitest';
import type { HelpTicket } from './api.js';
import { robot } from './fixtures.js';
import { call, load, ordered, suggestion, urgency, waited } from './triage.js';

const ticket: HelpTicket = {
  robot: 'r1',
  reason: 'guard-workspace',
  task: null,
  sinceMillis: 10_000,
  state: 'OPEN',
  operator: null,
  escalated: false,
  why: 'blocked 1.00',
};

test('a call becomes urgent with the time that nobody came', () => {
  expect([0, 19, 20, 59, 60].map(urgency)).toEqual(['calm', 'calm', 'soon', 'soon', 'late']);
});

test('a clock that is behind counts nothing', () => {
  expect(waited(ticket, 12_400)).toBe(2);
  expect(waited(ticket, 9_000)).toBe(0);
});

test('every reason has a suggestion', () => {
  expect(suggestion('reset-failed')).toBe('Lay out the scene, then let it go on.');
  expect(suggestion('guard-joint-limit')).toBe('Take over and move it clear, then hand back.');
  expect(suggestion('something-new')).toBe('Look at it, and take over if need be.');
});

const waits = (id: string, seconds: number, rest: Partial<HelpTicket> = {}): HelpTicket => ({ ...ticket, robot: id, sinceMillis: 100_000 - seconds * 1000, ...rest });

test('a call that is put off stands behind the others until its time is up', () => {
  const tickets = [waits('r1', 50), waits('r2', 40), waits('r3', 30)];
  const later = new Map([[call(waits('r1', 50)), 160_000]]);
  const ids = (nowMillis: number): readonly string[] => ordered(tickets, later, nowMillis).map(({ robot: id }) => id);

  expect(ids(159_999)).toEqual(['r2', 'r3', 'r1']);
  expect(ids(160_000)).toEqual(['r1', 'r2', 'r3']);
  expect(ordered([waits('r1', 50, { escalated: true }), waits('r2', 10)], later, 100_000)[0]?.robot, 'somebody else is needed').toBe('r1');
  expect(ordered([waits('r1', 20), waits('r2', 10)], later, 100_000)[0]?.robot, 'its next call is not put off').toBe('r1');
});

test('the load is of calls that nobody has claimed, robots that stand, and people at work', () => {
  const tickets = [waits('r1', 10), waits('r2', 20), waits('r3', 90), waits('r4', 500, { state: 'CLAIMED', operator: 'ben' })];
  const robots = [
    robot('r1', { mode: 'HOLD' }),
    robot('r2', { mode: 'STOPPED' }),
    robot('r3', { mode: 'HOLD' }, { stale: true }),
    robot('r5', { mode: 'HUMAN', holder: 'ada' }),
    robot('r6'),
  ];

  expect(load(tickets, robots, 100_000)).toEqual({ waiting: 3, p50: 20, p95: 90, standing: 2, people: 2 });
  expect(load([], [], 100_000)).toEqual({ waiting: 0, p50: 0, p95: 0, standing: 0, people: 0 });
});

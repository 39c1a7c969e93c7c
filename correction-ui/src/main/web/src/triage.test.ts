import { expect, test } from 'vitest';
import type { HelpTicket } from './api.js';
import { suggestion, urgency, waited } from './triage.js';

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

import { expect, test } from 'vitest';
import type { AuditRecord } from './api.js';
import { actionWord, resultSign, told } from './trail.js';

const record: AuditRecord = {
  id: 'a',
  atMillis: 0,
  operator: 'ada',
  roles: ['OPERATOR'],
  action: 'judge',
  subject: 'SUCCESS',
  robot: 'r1',
  episode: 'e1',
  step: 3,
  accepted: false,
  reason: 'no episode runs',
};

test('what somebody did is said in words, and a new code with spaces', () => {
  expect(actionWord('take-over')).toBe('took over');
  expect(actionWord('roll-back')).toBe('took a version back');
  expect(actionWord('water-the-plants')).toBe('water the plants');
});

test('what came of it is the verdict and the reason', () => {
  expect(told(record)).toBe('SUCCESS · no episode runs');
  expect(told({ ...record, subject: null, reason: '' })).toBe('');
  expect(told({ ...record, robot: null, subject: 'policies/v2', reason: '' })).toBe('');
});

test('what nobody knows is neither done nor refused', () => {
  expect([true, false, null].map((accepted) => resultSign({ ...record, accepted }))).toEqual(['✓', '✕', '?']);
  expect(told({ ...record, subject: null, accepted: null, reason: 'the robot does not answer' })).toBe('not known · the robot does not answer');
});

import { expect, test } from 'vitest';
import { robot, tablet } from './fixtures.js';
import type { Right } from './protocol.js';
import { may, refusal } from './rights.js';
import { buttons, driveBlock } from './select.js';
import { advice } from './view/cockpit.js';

const mine = robot('r1', { mode: 'ALIGN', holder: 'ada' });
const looking: ReadonlySet<Right> = new Set<Right>(['GREET', 'WATCH', 'STOP']);
const viewer = { ...tablet(mine), roles: ['VIEWER' as const], rights: looking, claims: new Set(['r1']) };

test('a viewer may stop a robot and nothing else, and is told why', () => {
  const can = buttons(viewer, 'r1');

  expect(Object.entries(can).filter(([, does]) => does).map(([name]) => name)).toEqual(['stop']);
  expect(driveBlock(viewer, 'r1')).toBe('You look on: this is for operators.');
  expect(advice(viewer, 'r1', undefined)).toBe('You look on: this is for operators.');
});

test('an operator may drive what they hold', () => {
  expect(driveBlock({ ...viewer, rights: tablet().rights }, 'r1')).toBeUndefined();
});

test('whoever is not signed in is asked to, whatever they want', () => {
  const nobody = { ...tablet(), operator: undefined, roles: [], rights: new Set<Right>(['GREET']) };

  expect(refusal(nobody, 'OPERATE')).toBe('Sign in first.');
  expect(may(nobody, 'STOP')).toBe(false);
  expect(buttons(nobody, 'r1').stop).toBe(false);
});

test('a right that one has needs no reason', () => {
  expect(refusal(tablet(), 'READ')).toBeUndefined();
  expect(refusal(tablet(), 'AUDIT')).toBe('This is for researchers.');
});

import { expect, test } from 'vitest';
import { at, robot, tablet } from './fixtures.js';
import { buttons, doing, driveBlock, drives, recording, speedFactor, videoAge, viewDegrees, waitsForPerson, wall } from './select.js';
import { update } from './update.js';
import { advice } from './view/cockpit.js';
import { word } from './view/words.js';

const help = { robot: 'r9', episode: 'e1', reason: 'policy-silent', atMillis: 1 };

test('who needs help comes first, then the stopped, then the silent and the waiting, then by number', () => {
  const state = tablet(
    robot('r10'),
    robot('r2'),
    robot('r3', {}, { stale: true }),
    robot('r4', { mode: 'STOPPED' }),
    robot('r5', { mode: 'HOLD', reason: 'handed-back' }),
    robot('r6', { mode: 'HOLD', reason: 'policy-silent' }),
    robot('r9', { mode: 'HOLD' }, { help }),
  );

  expect(wall(state).map((r) => r.robot)).toEqual(['r9', 'r4', 'r3', 'r5', 'r2', 'r6', 'r10']);
});

test('a stale robot is never shown as doing what it did', () => {
  expect(doing(robot('r1', { mode: 'HUMAN' }, { stale: true }))).toBe('stale');
});

test('a stop outshines a call for help', () => {
  expect(doing(robot('r1', { mode: 'STOPPED' }, { help }))).toBe('stopped');
});

test('nobody drives what another holds, what is stopped, or what cannot be seen', () => {
  const mine = robot('r1', { mode: 'HUMAN', holder: 'ada' });
  const claims = new Set(['r1']);

  expect(driveBlock({ ...tablet(mine), claims }, 'r1')).toBeUndefined();
  expect(driveBlock({ ...tablet(mine), claims, pictures: new Map() }, 'r1')).toMatch(/picture/);
  expect(driveBlock({ ...tablet(mine), claims, nowMillis: 2000 }, 'r1')).toMatch(/picture/);
  expect(driveBlock({ ...tablet(mine), claims, link: 'offline' }, 'r1')).toMatch(/No connection/);
  expect(driveBlock({ ...tablet(robot('r1', { holder: 'bob' })), claims }, 'r1')).toBe('bob holds this robot.');
  expect(driveBlock({ ...tablet(robot('r1', { mode: 'STOPPED', holder: 'ada' })), claims }, 'r1')).toMatch(/Stopped/);
  expect(driveBlock({ ...tablet(robot('r1', { holder: 'ada' }, { stale: true })), claims }, 'r1')).toMatch(/contact/);
});

test('a robot that holds under my lease is taken over again before it is driven', () => {
  const held = { ...tablet(robot('r1', { mode: 'HOLD', holder: 'ada', reason: 'operator-silent' })), claims: new Set(['r1']) };

  expect(driveBlock(held, 'r1')).toMatch(/not heard.*Take over again/);
  expect([buttons(held, 'r1').takeOver, buttons(held, 'r1').handBack]).toEqual([true, true]);
});

test('the pad is turned to the camera of the task, and stays so when the episode is over', () => {
  const view = { degrees: 225, byTask: { pick: 100 }, turned: 315 };
  const running = robot('r1');
  const over = { ...running, state: running.state === null ? null : { ...running.state, episode: null } };
  const seen = update({ ...tablet(), view }, { kind: 'heard', event: { event: 'robot', ...running } });

  expect(viewDegrees(seen, 'r1')).toBe(55);
  expect(viewDegrees(update(seen, { kind: 'heard', event: { event: 'robot', ...over } }), 'r1')).toBe(55);
  expect(viewDegrees(seen, 'r2')).toBe(180);
});

test('the age of the picture is that of the newest camera, by the backend’s clock', () => {
  const state = { ...tablet(robot('r1')), clockOffsetMillis: 100, pictures: new Map([['r1/third', 700], ['r1/wrist', 900]]) };

  expect(videoAge(state, 'r1')).toBe(200);
  expect(videoAge(state, 'r2')).toBeUndefined();
});

test.each([
  [undefined, 0.5],
  [100, 0.5],
  [250, 0.25],
  [2000, 0.05],
])('a round trip of %s ms leaves a speed of %s', (roundTripMillis, speed) => {
  expect(speedFactor({ ...tablet(), roundTripMillis })).toBeCloseTo(speed);
});

test('giving back takes two steps: hand back, then let the policy go on', () => {
  const held = buttons(tablet(robot('r1', { mode: 'HUMAN', holder: 'ada' })), 'r1');
  const holding = buttons(tablet(robot('r1', { mode: 'HOLD' })), 'r1');

  expect([held.handBack, held.resume]).toEqual([true, false]);
  expect([holding.handBack, holding.resume]).toEqual([false, true]);
});

test('a stop is ended by its own button only', () => {
  const can = buttons(tablet(robot('r1', { mode: 'STOPPED' })), 'r1');

  expect(can).toEqual({
    takeOver: false,
    handBack: false,
    resume: false,
    hold: false,
    judge: false,
    stop: false,
    clearStop: true,
    pauseRecording: true,
    resumeRecording: false,
  });
});

test('a stale robot can still be told to stop', () => {
  expect(buttons(tablet(robot('r1', {}, { stale: true })), 'r1').stop).toBe(true);
});

test('a robot that is reset, or waits for a label, says so; a person is told what to do', () => {
  const reset = at('RESETTING', robot('r1', { mode: 'HOLD', reason: 'reset-the-scene' }));
  const label = at('WAITING_FOR_LABEL', robot('r2', { mode: 'HOLD', reason: 'waiting-for-label' }));
  const script = at('RESETTING', robot('r3'));
  const heldScript = at('RESETTING', robot('r4', { mode: 'HOLD', reason: 'held-by-bob' }));
  const failed = at('RESETTING', robot('r5', { mode: 'HOLD', reason: 'reset-failed' }));
  const state = tablet(reset, label, script, heldScript, failed);

  expect([reset, label, script, heldScript, failed].map(doing)).toEqual(['reset', 'label', 'reset', 'reset', 'reset']);
  expect([reset, label, script, heldScript, failed].map((seen) => word(state, seen))).toEqual(['Lay out the scene', 'Success or failure?', 'Keep clear: resetting', 'Keep clear: resetting', 'Lay out the scene']);
  expect([reset, script, heldScript, failed].map((seen) => advice(state, seen.robot, undefined))).toEqual([
    'Lay out the scene, step back, then press “Let it go on”.',
    'Keep clear: a script lays out the scene.',
    'Keep clear: a script lays out the scene.',
    'Lay out the scene, step back, then press “Let it go on”.',
  ]);
  expect(wall(state).map((r) => r.robot)).toEqual(['r1', 'r2', 'r5', 'r3', 'r4']);
  expect([reset, label, script, heldScript, failed].map(waitsForPerson)).toEqual([true, true, false, false, true]);
});

test('what waits for a label can be judged, and goes on only after that', () => {
  const can = buttons(tablet(at('WAITING_FOR_LABEL', robot('r1', { mode: 'HOLD' }))), 'r1');

  expect([can.judge, can.resume]).toEqual([true, false]);
});

test('who drives during a reset is seen to drive', () => {
  expect(doing(at('RESETTING', robot('r1', { mode: 'HUMAN', holder: 'ada' })))).toBe('human');
});

test('the recording sign says what is known now, and nothing else', () => {
  const seen = tablet(
    robot('r1'),
    at('RESETTING', robot('r2')),
    at('RECORDING_PAUSED', robot('r3')),
    robot('r4', {}, { stale: true }),
  );

  expect(['r1', 'r2', 'r3', 'r4', 'r5'].map((id) => recording(seen, id))).toEqual(['on', 'off', 'paused', 'unknown', 'unknown']);
  expect(recording({ ...seen, link: 'offline' }, 'r1')).toBe('unknown');
});

test('recording is paused with one button, and allowed again with another', () => {
  const state = tablet(robot('r1'), at('RECORDING_PAUSED', robot('r2')), robot('r3', {}, { stale: true }));
  const can = (id: string): readonly boolean[] => [buttons(state, id).pauseRecording, buttons(state, id).resumeRecording];

  expect(doing(at('RECORDING_PAUSED', robot('r2')))).toBe('paused');
  expect(['r1', 'r2', 'r3'].map(can)).toEqual([[true, false], [false, true], [true, false]]);
});

test('a tablet has only what its person holds now, whatever it once took over', () => {
  const claimed = (authority: Parameters<typeof robot>[1]) => ({ ...tablet(robot('cell-1', authority)), claims: new Set(['cell-1']) });
  expect(drives(claimed({ mode: 'ALIGN', holder: 'ada' }), 'cell-1')).toBe(true);
  expect(drives(claimed({ mode: 'HUMAN', holder: 'ben' }), 'cell-1')).toBe(false);
  expect(drives(claimed({ mode: 'AUTONOMOUS', holder: null }), 'cell-1')).toBe(false);
});

test('a page that is older than its backend does not drive, and stops all the same', () => {
  const old = { ...tablet(robot('cell-1', { mode: 'ALIGN', holder: 'ada' })), claims: new Set(['cell-1']), outdated: true };
  expect(driveBlock(old, 'cell-1')).toContain('older version');
  expect(buttons(old, 'cell-1').stop).toBe(true);
});

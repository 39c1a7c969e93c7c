import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseEvent, parseVideo, type UiCommand, type UiEvent } from './protocol.js';

const lines = (file: string): readonly string[] =>
  readFileSync(`../../test/resources/golden/${file}`, 'utf8').trim().split('\n');

/** Written with the page's own types: a field that changes on one side fails on the other. */
const COMMANDS: readonly UiCommand[] = [
  { command: 'watch', wall: ['r1', 'r2'], live: ['r3'] },
  { command: 'ping', sentAtMillis: 1_700_000_000_000 },
  { command: 'stop-all', id: '1' },
  {
    command: 'teleop',
    robot: 'r1',
    epoch: 7,
    sequence: 12,
    enable: true,
    twist: [0.125, 0, -0.25, 0, 0, 0.5],
    gripper: -1,
    ttlMillis: 200,
  },
  {
    command: 'teleop',
    robot: 'r1',
    epoch: 7,
    sequence: 13,
    enable: true,
    twist: [0, 0, 0, 0, 0, 0],
    gripper: 0,
    ttlMillis: 200,
    rewind: 0.125,
  },
  { command: 'take-over', id: '2', robot: 'r1' },
  { command: 'hand-back', id: '3', robot: 'r1', epoch: 7 },
  { command: 'resume', id: '4', robot: 'r1' },
  { command: 'hold', id: '5', robot: 'r1' },
  { command: 'stop', id: '6', robot: 'r1' },
  { command: 'clear-stop', id: '7', robot: 'r1' },
  { command: 'judge', id: '8', robot: 'r1', outcome: 'SUCCESS' },
  { command: 'pause-recording', id: '9', robot: 'r1' },
  { command: 'resume-recording', id: '10', robot: 'r1' },
];

test('commands are what the backend reads', () => {
  expect(COMMANDS).toEqual(lines('ui-commands.jsonl').map((line) => JSON.parse(line) as unknown));
});

test('events are what the backend writes', () => {
  const events = lines('ui-events.jsonl').map(parseEvent);
  const robot = events[3] as Extract<UiEvent, { event: 'robot' }>;

  expect(events.map((event) => event?.event)).toEqual([
    'hello',
    'hello',
    'robot',
    'robot',
    'progress',
    'robot-gone',
    'answer',
    'pong',
    'refused',
  ]);
  expect(robot.state?.authority).toEqual({ mode: 'HUMAN', holder: 'ada', epoch: 7, reason: 'take-over' });
  expect(robot.state?.episode?.plan.driver).toEqual({ source: 'policy', version: 'pick-v1' });
  expect(robot.state?.toolPose[2]).toBe(0.25);
  expect(robot.state?.activity).toBe('RUNNING');
  expect(robot.state?.recording).toBe(true);
  expect(robot.state?.ahead?.[1]).toEqual([0.5, 0.125, 0.25]);
  expect(robot.birth?.videoCameras).toEqual(['third', 'wrist']);
  expect(robot.help?.reason).toBe('policy-silent');
});

test('an event of a newer backend is passed over', () => {
  expect(parseEvent('{"event":"song"}')).toBeUndefined();
});

test('a picture is read as the backend packs it', () => {
  const hex = '01 02 7231 05 7772697374 0000000000000005 0000018bcfe56800 ffd8'.replaceAll(' ', '');
  const packet = Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

  expect(parseVideo(packet.buffer)).toEqual({
    robot: 'r1',
    camera: 'wrist',
    sequence: 5,
    atMillis: 1_700_000_000_000,
    jpeg: new Uint8Array([0xff, 0xd8]),
  });
  expect(parseVideo(new ArrayBuffer(3))).toBeUndefined();
});

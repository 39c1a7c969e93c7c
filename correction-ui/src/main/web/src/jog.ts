import type { Teleop } from './protocol.js';

/** What the operator's hands do now. Pads are in −1..1; whoever lets go is not in here. */
export interface Hands {
  readonly xy: Pad | undefined;
  readonly lift: Pad | undefined;
  readonly gripper: -1 | 0 | 1;
  readonly keys: ReadonlySet<string>;
}

/** Right and up are positive. */
export interface Pad {
  readonly right: number;
  readonly up: number;
}

export const FREE: Hands = { xy: undefined, lift: undefined, gripper: 0, keys: new Set() };

/** At speed 1. 250 mm/s is the reduced speed of ISO 10218-1; the robot enforces its own limit whatever comes. */
export const MAX_METRES_PER_SECOND = 0.25;
export const MAX_RADIANS_PER_SECOND = 1;
export const TTL_MILLIS = 200;
const DEAD_ZONE = 0.12;
const ENABLE = 'Space';

/** Motion only while something is held: a pad, a gripper button, or the space bar. */
export function isHeld(hands: Hands): boolean {
  return hands.xy !== undefined || hands.lift !== undefined || hands.gripper !== 0 || hands.keys.has(ENABLE);
}

/**
 * The tool velocity that the hands ask for, in the robot's base frame.
 *
 * @param viewDegrees 0 as seen from behind the robot: up on the pad is +x, right is −y
 */
export function twist(hands: Hands, speed: number, viewDegrees: number): readonly number[] {
  const armed = hands.keys.has(ENABLE);
  const key = (plus: string, minus: string): number =>
    armed ? Number(hands.keys.has(plus)) - Number(hands.keys.has(minus)) : 0;
  const up = clamp(dead(hands.xy?.up ?? 0) + key('KeyW', 'KeyS'));
  const right = clamp(dead(hands.xy?.right ?? 0) + key('KeyD', 'KeyA'));
  const angle = (viewDegrees * Math.PI) / 180;
  const metres = speed * MAX_METRES_PER_SECOND;
  const radians = speed * MAX_RADIANS_PER_SECOND;
  return [
    metres * (up * Math.cos(angle) + right * Math.sin(angle)),
    metres * (up * Math.sin(angle) - right * Math.cos(angle)),
    metres * clamp(dead(hands.lift?.up ?? 0) + key('KeyR', 'KeyF')),
    radians * key('ArrowRight', 'ArrowLeft'),
    radians * key('ArrowUp', 'ArrowDown'),
    radians * clamp(-dead(hands.lift?.right ?? 0) + key('KeyQ', 'KeyE')),
  ].map((element) => element + 0);
}

/** What the hands ask of the gripper: −1 close, +1 open, 0 as it is. */
export function gripper(hands: Hands): -1 | 0 | 1 {
  const armed = hands.keys.has(ENABLE);
  const keys = armed ? Number(hands.keys.has('KeyO')) - Number(hands.keys.has('KeyC')) : 0;
  return Math.sign(hands.gripper + keys) as -1 | 0 | 1;
}

export interface Lease {
  readonly robot: string;
  readonly epoch: number;
}

/** The message of this moment. */
export function teleop(hands: Hands, lease: Lease, speed: number, viewDegrees: number, sequence: number): Teleop {
  const enable = isHeld(hands);
  return {
    command: 'teleop',
    ...lease,
    sequence,
    enable,
    twist: enable ? twist(hands, speed, viewDegrees) : [0, 0, 0, 0, 0, 0],
    gripper: enable ? gripper(hands) : 0,
    ttlMillis: TTL_MILLIS,
  };
}

/** Nothing within the dead zone, and from its rim on without a jump. */
function dead(value: number): number {
  const beyond = Math.abs(value) - DEAD_ZONE;
  return beyond <= 0 ? 0 : clamp((Math.sign(value) * beyond) / (1 - DEAD_ZONE));
}

function clamp(value: number): number {
  return Math.min(1, Math.max(-1, value));
}

import type { Stick } from './gamepad.js';
import type { Teleop } from './protocol.js';

/** What the operator's hands do now. Pads are in −1..1; whoever lets go is not in here. */
export interface Hands {
  readonly xy: Pad | undefined;
  readonly lift: Pad | undefined;
  readonly gripper: -1 | 0 | 1;
  /** Back along the way that the tool came, in place of everything else. */
  readonly rewind: boolean;
  readonly keys: ReadonlySet<string>;
  /** A gamepad whose enabling button is held. */
  readonly stick: Stick | undefined;
}

/** Right and up are positive. */
export interface Pad {
  readonly right: number;
  readonly up: number;
}

export const FREE: Hands = { xy: undefined, lift: undefined, gripper: 0, rewind: false, keys: new Set(), stick: undefined };

/** At speed 1. 250 mm/s is the reduced speed of ISO 10218-1; the robot enforces its own limit whatever comes. */
export const MAX_METRES_PER_SECOND = 0.25;
export const MAX_RADIANS_PER_SECOND = 1;
export const TTL_MILLIS = 200;
const DEAD_ZONE = 0.12;
const ENABLE = 'Space';
const REWIND = 'KeyB';

/** Motion only while something is held: a pad, a gripper button, the space bar, or a gamepad's enabling button. */
export function isHeld(hands: Hands): boolean {
  return hands.xy !== undefined || hands.lift !== undefined || hands.gripper !== 0 || hands.rewind || hands.keys.has(ENABLE) || hands.stick !== undefined;
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
  const up = clamp(dead(hands.xy?.up ?? 0) + dead(hands.stick?.xy.up ?? 0) + key('KeyW', 'KeyS'));
  const right = clamp(dead(hands.xy?.right ?? 0) + dead(hands.stick?.xy.right ?? 0) + key('KeyD', 'KeyA'));
  const angle = (viewDegrees * Math.PI) / 180;
  const metres = speed * MAX_METRES_PER_SECOND;
  const radians = speed * MAX_RADIANS_PER_SECOND;
  return [
    metres * (up * Math.cos(angle) + right * Math.sin(angle)),
    metres * (up * Math.sin(angle) - right * Math.cos(angle)),
    metres * clamp(dead(hands.lift?.up ?? 0) + dead(hands.stick?.lift.up ?? 0) + key('KeyR', 'KeyF')),
    radians * key('ArrowRight', 'ArrowLeft'),
    radians * key('ArrowUp', 'ArrowDown'),
    radians * clamp(-dead(hands.lift?.right ?? 0) - dead(hands.stick?.lift.right ?? 0) + key('KeyQ', 'KeyE')),
  ].map((element) => element + 0);
}

/** One step takes so long and is so fast, of the speed that is chosen; at 0.5 some 5 mm. */
export const STEP_MILLIS = 300;
const STEP_SHARE = 0.2;

/** The message of one step: each pad along the axis that it is pressed along most, however far from its middle. */
export function step(hands: Hands, lease: Lease, speed: number, viewDegrees: number, sequence: number): Teleop {
  const squared = { ...hands, xy: square(hands.xy), lift: square(hands.lift) };
  return { ...teleop(squared, lease, speed * STEP_SHARE, viewDegrees, sequence), ttlMillis: STEP_MILLIS };
}

/** Whether the hands ask for any motion at all; a pad that is held in its middle does not. */
export function isMoving(hands: Hands): boolean {
  return isRewinding(hands) || gripper(hands) !== 0 || twist(hands, 1, 0).some((element) => element !== 0);
}

function square(pad: Pad | undefined): Pad | undefined {
  if (pad === undefined) {
    return undefined;
  }
  const { right, up } = { right: dead(pad.right), up: dead(pad.up) };
  return Math.abs(right) > Math.abs(up) ? { right: Math.sign(right), up: 0 } : { right: 0, up: Math.sign(up) };
}

/** What the hands ask of the gripper: −1 close, +1 open, 0 as it is. */
export function gripper(hands: Hands): -1 | 0 | 1 {
  const armed = hands.keys.has(ENABLE);
  const keys = armed ? Number(hands.keys.has('KeyO')) - Number(hands.keys.has('KeyC')) : 0;
  return Math.sign(hands.gripper + (hands.stick?.gripper ?? 0) + keys) as -1 | 0 | 1;
}

function isRewinding(hands: Hands): boolean {
  return hands.rewind || (hands.keys.has(ENABLE) && hands.keys.has(REWIND));
}

export interface Lease {
  readonly robot: string;
  readonly epoch: number;
}

/** The message of this moment. */
export function teleop(hands: Hands, lease: Lease, speed: number, viewDegrees: number, sequence: number): Teleop {
  const enable = isHeld(hands);
  const rewinds = isRewinding(hands);
  return {
    command: 'teleop',
    ...lease,
    sequence,
    enable,
    twist: enable && !rewinds ? twist(hands, speed, viewDegrees) : [0, 0, 0, 0, 0, 0],
    gripper: enable && !rewinds ? gripper(hands) : 0,
    ttlMillis: TTL_MILLIS,
    ...(rewinds ? { rewind: speed * MAX_METRES_PER_SECOND } : {}),
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

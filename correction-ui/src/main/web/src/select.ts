import type { Robot, RobotId } from './protocol.js';
import { may, refusal } from './rights.js';
import type { State } from './state.js';
import { t } from './words/language.js';

/** What a robot is doing, in the words of the page. Each has its own icon, colour and border, never colour alone. */
export type Doing =
  | 'help'
  | 'stopped'
  | 'stale'
  | 'human'
  | 'align'
  | 'paused'
  | 'label'
  | 'reset'
  | 'hold'
  | 'policy'
  | 'demonstration'
  | 'idle';

export function doing(robot: Robot): Doing {
  const state = robot.state;
  if (robot.stale || state === null) {
    return 'stale';
  }
  switch (state.authority.mode) {
    case 'STOPPED':
      return 'stopped';
    case 'HUMAN':
      return 'human';
    case 'ALIGN':
      return 'align';
    default:
      break;
  }
  if (state.activity === 'RECORDING_PAUSED') {
    return 'paused';
  }
  if (robot.help !== null) {
    return 'help';
  }
  if (state.activity === 'WAITING_FOR_LABEL') {
    return 'label';
  }
  if (state.activity === 'RESETTING') {
    return 'reset';
  }
  if (state.authority.mode === 'HOLD') {
    return 'hold';
  }
  if (state.episode === null) {
    return 'idle';
  }
  return state.episode.plan.driver.source === 'demonstration' ? 'demonstration' : 'policy';
}

/** With these reasons a robot asks for a person who lays out its scene; for any other a script may be at it. */
const LAY_OUT: readonly string[] = ['reset-the-scene', 'reset-failed'];

/** It holds, nobody holds it, and it will not go on by itself as it does when a policy answers again. */
export function waitsForPerson(robot: Robot): boolean {
  const authority = robot.state?.authority;
  const what = doing(robot);
  const holds = what === 'hold' || what === 'label' || (what === 'reset' && authority?.mode === 'HOLD' && LAY_OUT.includes(authority.reason));
  return holds && authority?.holder === null && authority.reason !== 'policy-silent';
}

/** Who needs a person comes first; those who do well keep their place by name. */
const URGENCY: Readonly<Record<Doing, number>> = {
  help: 0,
  stopped: 1,
  stale: 2,
  human: 3,
  align: 3,
  paused: 3,
  label: 3,
  reset: 3,
  hold: 3,
  policy: 3,
  demonstration: 3,
  idle: 3,
};

function urgency(robot: Robot): number {
  return waitsForPerson(robot) ? URGENCY.stale : URGENCY[doing(robot)];
}

export function wall(state: State): readonly Robot[] {
  const rows: Robot[][] = [[], [], [], []];
  for (const id of byName(state.robots)) {
    const robot = state.robots.get(id);
    if (robot !== undefined) {
      rows[urgency(robot)]?.push(robot);
    }
  }
  return rows.flat();
}

const NAMES = new Intl.Collator('en', { numeric: true });
let names: readonly RobotId[] = [];

/** Remembered: robots seldom come and go, and hundreds of states come a second. */
function byName(robots: State['robots']): readonly RobotId[] {
  if (names.length !== robots.size || names.some((id) => !robots.has(id))) {
    names = [...robots.keys()].sort(NAMES.compare);
  }
  return names;
}

/** Seconds since the robot was last heard of. */
export function silence(state: State, robot: Robot): number {
  return Math.max(0, Math.round((state.nowMillis + state.clockOffsetMillis - robot.seenAtMillis) / 1000));
}

/** Age of the newest picture of any camera of the robot (ms); nothing while none came. */
export function videoAge(state: State, robot: RobotId): number | undefined {
  const taken = [...state.pictures].filter(([key]) => key.startsWith(`${robot}/`)).map(([, at]) => at);
  return taken.length === 0 ? undefined : Math.max(0, state.nowMillis + state.clockOffsetMillis - Math.max(...taken));
}

/** Above this nobody can drive by what they see. */
const OLDEST_PICTURE_MILLIS = 1_000;

/** Why this tablet may not move the robot now; nothing if it may. */
export function driveBlock(state: State, id: RobotId): string | undefined {
  const robot = state.robots.get(id);
  if (state.link !== 'online') {
    return t('No connection. Driving is off.');
  }
  const refused = refusal(state, 'OPERATE');
  if (refused !== undefined) {
    return refused;
  }
  if (state.outdated) {
    return t('This page is of an older version. Reload it to drive.');
  }
  if (robot === undefined || robot.state === null) {
    return t('Nothing was heard of this robot yet.');
  }
  if (robot.stale) {
    return t('No contact with the robot. Driving is off.');
  }
  const { mode, holder } = robot.state.authority;
  if (mode === 'STOPPED') {
    return t('Stopped. Clear the stop first.');
  }
  if (holder !== null && holder !== state.operator) {
    return t('{who} holds this robot.', { who: holder });
  }
  if (holder === null || !state.claims.has(id)) {
    return holder === null ? t('Take over to drive.') : t('Take over again to drive.');
  }
  if (mode === 'HOLD') {
    return robot.state.authority.reason === 'operator-silent'
      ? t('Your hand was not heard for a moment, so the robot holds. Take over again to drive.')
      : t('The robot holds. Take over again to drive.');
  }
  const age = videoAge(state, id);
  if (age === undefined || age > OLDEST_PICTURE_MILLIS) {
    return t('The picture is too old to drive by.');
  }
  return undefined;
}

const TAKEN_BACK_WITHIN_MILLIS = 20_000;

/** What this person said of the robot's last episode, while it can be taken back by one tap. */
export function lastWord(state: State, id: RobotId): 'SUCCESS' | 'FAILURE' | undefined {
  const { judged } = state;
  return judged?.robot === id && state.nowMillis - judged.atMillis < TAKEN_BACK_WITHIN_MILLIS ? judged.outcome : undefined;
}

/** Whether this tablet has the robot: what it looks away from holds, and nobody else's does. */
export function drives(state: State, id: RobotId): boolean {
  const holder = state.robots.get(id)?.state?.authority.holder ?? null;
  return state.claims.has(id) && holder !== null && holder === state.operator;
}

/** Above these nobody steers by what they see: they move, and wait to see what came of it. */
const LONGEST_STEERED_TRIP_MILLIS = 400;
const OLDEST_STEERED_PICTURE_MILLIS = 500;

export type Pace = 'run' | 'step';

/** Whether a press moves for as long as it is held, or by one small step. */
export function pace(state: State, id: RobotId): Pace {
  const isLate = (state.roundTripMillis ?? 0) > LONGEST_STEERED_TRIP_MILLIS || (videoAge(state, id) ?? 0) > OLDEST_STEERED_PICTURE_MILLIS;
  return isLate ? 'step' : 'run';
}

/** Where up on the pad points now: never turned by the end of an episode while a hand is on the pad. */
export function viewDegrees(state: State, id: RobotId): number {
  const task = state.scenes.get(id) ?? state.robots.get(id)?.birth?.tasks[0] ?? '';
  return ((state.view.byTask[task] ?? state.view.degrees) + state.view.turned) % 360;
}

/** v = speed · clamp((400 ms − round trip) / 300 ms, 0.1, 1): who sees late must move slowly. */
export function speedFactor(state: State): number {
  const late = ((400 - (state.roundTripMillis ?? 0)) / 300);
  return state.speed * Math.min(1, Math.max(0.1, late));
}

export type Recording = 'on' | 'off' | 'paused' | 'unknown';

/** What the recording sign says: nothing that is not known now. */
export function recording(state: State, id: RobotId): Recording {
  const robot = state.robots.get(id);
  const told = robot?.state ?? undefined;
  if (state.link !== 'online' || robot === undefined || robot.stale || told?.recording === undefined) {
    return 'unknown';
  }
  return told.activity === 'RECORDING_PAUSED' ? 'paused' : told.recording ? 'on' : 'off';
}

export interface Buttons {
  readonly takeOver: boolean;
  readonly handBack: boolean;
  readonly resume: boolean;
  readonly hold: boolean;
  readonly judge: boolean;
  readonly stop: boolean;
  readonly clearStop: boolean;
  readonly pauseRecording: boolean;
  readonly resumeRecording: boolean;
}

const NONE: Buttons = {
  takeOver: false,
  handBack: false,
  resume: false,
  hold: false,
  judge: false,
  stop: false,
  clearStop: false,
  pauseRecording: false,
  resumeRecording: false,
};

/** Which buttons of the cockpit do something now. STOP does for whoever is signed in, while there is a connection. */
export function buttons(state: State, id: RobotId): Buttons {
  const all = whatever(state, id);
  const stop = all.stop && may(state, 'STOP');
  return may(state, 'OPERATE') ? { ...all, stop } : { ...NONE, stop };
}

/** Which would for somebody who may do all. */
function whatever(state: State, id: RobotId): Buttons {
  const robot = state.robots.get(id);
  const there = state.link === 'online' && robot !== undefined && robot.state !== null && !robot.stale;
  const authority = robot?.state?.authority;
  const mode = there ? authority?.mode : undefined;
  const mine = authority?.holder === state.operator && state.operator !== undefined;
  const free = authority?.holder === null;
  const isPaused = robot?.state?.activity === 'RECORDING_PAUSED';
  return {
    takeOver: mode !== undefined && mode !== 'STOPPED' && (free || (mine && (mode === 'HOLD' || !state.claims.has(id)))),
    handBack: mode !== undefined && mode !== 'STOPPED' && mine,
    resume: mode === 'HOLD' && free && robot?.state?.activity !== 'WAITING_FOR_LABEL',
    hold: mode === 'AUTONOMOUS',
    judge: mode !== undefined && robot?.state?.episode !== null && (mine || mode === 'HOLD'),
    stop: state.link === 'online' && mode !== 'STOPPED',
    clearStop: mode === 'STOPPED',
    pauseRecording: state.link === 'online' && !isPaused,
    resumeRecording: there && isPaused,
  };
}

import type { Preferences } from './preferences.js';
import type { RobotCommand, UiEvent, VideoPacket } from './protocol.js';
import type { Link, Notice, Screen, Speed, State } from './state.js';
import { said } from './words/said.js';

export type Event =
  | { readonly kind: 'heard'; readonly event: UiEvent }
  | { readonly kind: 'linkChanged'; readonly link: Link }
  | { readonly kind: 'asked'; readonly id: string; readonly command: RobotCommand }
  | { readonly kind: 'opened'; readonly screen: Screen }
  | { readonly kind: 'speedChosen'; readonly speed: Speed }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'takenBack' }
  | { readonly kind: 'preferred'; readonly preferences: Preferences }
  | { readonly kind: 'viewTurned'; readonly degrees: number }
  | { readonly kind: 'pictureShown'; readonly picture: VideoPacket }
  | { readonly kind: 'noticed'; readonly text: string; readonly problem: boolean }
  | { readonly kind: 'ticked'; readonly nowMillis: number };

const NOTICE_MILLIS = 6_000;
const MAX_NOTICES = 3;

/** The only place where the state changes. */
export function update(state: State, event: Event): State {
  switch (event.kind) {
    case 'heard':
      return heard(state, event.event);
    case 'linkChanged':
      return linkChanged(state, event.link);
    case 'asked':
      return asked(state, event.id, event.command);
    case 'opened':
      return { ...state, screen: event.screen };
    case 'speedChosen':
      return { ...state, speed: event.speed };
    case 'takenBack':
      return { ...state, judged: undefined };
    case 'outdated':
      return { ...state, outdated: true };
    case 'preferred':
      return { ...state, preferences: event.preferences };
    case 'viewTurned':
      return { ...state, view: { ...state.view, turned: (state.view.turned + event.degrees + 360) % 360 } };
    case 'pictureShown': {
      const key = `${event.picture.robot}/${event.picture.camera}`;
      return { ...state, pictures: new Map(state.pictures).set(key, event.picture.atMillis) };
    }
    case 'noticed':
      return notice(state, event.text, event.problem ? 'problem' : 'info');
    case 'ticked':
      return {
        ...state,
        nowMillis: event.nowMillis,
        notices: state.notices.filter((shown) => shown.untilMillis > event.nowMillis),
      };
    default:
      return unreachable(event);
  }
}

/**
 * Whatever was held is lost with the connection: a new one begins without claims and without open questions. Until the
 * backend tells of a robot again, what is known of it is old.
 */
function linkChanged(state: State, link: Link): State {
  if (link === 'online') {
    return { ...state, link };
  }
  const robots = new Map([...state.robots].map(([id, robot]) => [id, { ...robot, stale: true }]));
  return { ...state, link, robots, claims: new Set(), asked: new Map(), roundTripMillis: undefined };
}

function asked(state: State, id: string, command: RobotCommand): State {
  const pending = new Map(state.asked).set(id, command);
  if (command.command === 'judge' && command.outcome !== 'ABORTED') {
    const episode = state.robots.get(command.robot)?.state?.episode?.plan.episode;
    const judged = episode === undefined ? undefined : { robot: command.robot, episode, outcome: command.outcome, atMillis: state.nowMillis };
    return { ...state, asked: pending, judged };
  }
  return command.command === 'hand-back'
    ? { ...state, asked: pending, claims: without(state.claims, command.robot) }
    : { ...state, asked: pending };
}

function heard(state: State, event: UiEvent): State {
  switch (event.event) {
    case 'hello': {
      const outdated = state.outdated || (state.version !== '' && state.version !== event.version);
      const somebodyElse = (event.operator ?? undefined) !== state.operator;
      return {
        ...state,
        site: event.site,
        view: { ...state.view, degrees: event.viewDegrees, byTask: event.taskViewDegrees },
        version: state.version === '' ? event.version : state.version,
        outdated,
        operator: event.operator ?? undefined,
        robots: event.rights.includes('WATCH') ? state.robots : new Map(),
        curves: event.rights.includes('WATCH') ? state.curves : new Map(),
        roles: event.roles,
        rights: new Set(event.rights),
        signIn: event.signIn,
        claims: somebodyElse ? new Set() : state.claims,
        clockOffsetMillis: event.nowMillis - state.nowMillis,
      };
    }
    case 'robot': {
      const { event: _, ...robot } = event;
      const task = robot.state?.episode?.plan.task;
      const scenes = task === undefined || task === state.scenes.get(robot.robot) ? state.scenes : new Map(state.scenes).set(robot.robot, task);
      return { ...state, scenes, robots: new Map(state.robots).set(robot.robot, robot) };
    }
    case 'progress':
      return { ...state, curves: new Map(state.curves).set(event.robot, event) };
    case 'robot-gone':
      return {
        ...state,
        robots: new Map([...state.robots].filter(([id]) => id !== event.robot)),
        curves: new Map([...state.curves].filter(([id]) => id !== event.robot)),
        claims: without(state.claims, event.robot),
      };
    case 'answer':
      return answered(state, event.id, event.accepted, event.reason);
    case 'pong': {
      const roundTripMillis = Math.max(0, state.nowMillis - event.sentAtMillis);
      const clockOffsetMillis = event.nowMillis - (event.sentAtMillis + roundTripMillis / 2);
      return { ...state, roundTripMillis, clockOffsetMillis };
    }
    case 'refused':
      return notice(state, said(event.reason), 'problem');
    default:
      return unreachable(event);
  }
}

function answered(state: State, id: string, accepted: boolean, reason: string): State {
  const command = state.asked.get(id);
  if (command === undefined) {
    return accepted ? state : notice(state, said(reason), 'problem');
  }
  const rest = { ...state, asked: new Map([...state.asked].filter(([key]) => key !== id)) };
  if (!accepted) {
    const judged = command.command === 'judge' ? undefined : rest.judged;
    return notice({ ...rest, judged }, `${command.robot}: ${said(reason)}`, 'problem');
  }
  return command.command === 'take-over' ? { ...rest, claims: new Set(rest.claims).add(command.robot) } : rest;
}

function notice(state: State, text: string, kind: Notice['kind']): State {
  const others = state.notices.filter((shown) => shown.text !== text);
  const added = { text, kind, untilMillis: state.nowMillis + NOTICE_MILLIS };
  return { ...state, notices: [...others, added].slice(-MAX_NOTICES) };
}

function without<T>(set: ReadonlySet<T>, element: T): ReadonlySet<T> {
  return new Set([...set].filter((other) => other !== element));
}

function unreachable(event: never): never {
  throw new Error(`no such event: ${JSON.stringify(event)}`);
}

import type { Preferences } from './preferences.js';
import type { ProgressCurve, Right, Robot, RobotId, RobotCommand, Role, SignInWay } from './protocol.js';

/** Everything the tablet knows; the page is a function of this and of nothing else. */
export interface State {
  readonly link: Link;
  readonly site: string;
  /** Version of the backend that served this page, and whether another one answers by now. */
  readonly version: string;
  readonly outdated: boolean;
  /** Who is signed in at this tablet, as the backend says, what they are and what they may do. */
  readonly operator: string | undefined;
  readonly roles: readonly Role[];
  readonly rights: ReadonlySet<Right>;
  /** How one signs in; nothing until the backend has said so. */
  readonly signIn: SignInWay | undefined;
  readonly robots: ReadonlyMap<RobotId, Robot>;
  readonly curves: ReadonlyMap<RobotId, ProgressCurve>;
  readonly screen: Screen;
  /** Robots whose take-over was accepted on this connection. A new connection begins with none. */
  readonly claims: ReadonlySet<RobotId>;
  readonly asked: ReadonlyMap<string, RobotCommand>;
  /** What this person said last of an episode, to be taken back for a while. */
  readonly judged: Judged | undefined;
  readonly speed: Speed;
  readonly preferences: Preferences;
  /** The task of each robot's last episode: its scene stays before the camera when the episode is over. */
  readonly scenes: ReadonlyMap<RobotId, string>;
  /** Where up on the pad points, by task and for all others: set by the site, turned further at this tablet. */
  readonly view: { readonly degrees: number; readonly byTask: Readonly<Record<string, number>>; readonly turned: number };
  readonly notices: readonly Notice[];
  /** The tablet's clock, as of the last tick. */
  readonly nowMillis: number;
  /** What to add to the tablet's clock to get the backend's. */
  readonly clockOffsetMillis: number;
  readonly roundTripMillis: number | undefined;
  /** When the newest picture was taken, by the robot's clock; key: `robot/camera`. */
  readonly pictures: ReadonlyMap<string, number>;
}

export interface Judged {
  readonly robot: RobotId;
  readonly episode: string;
  readonly outcome: 'SUCCESS' | 'FAILURE';
  readonly atMillis: number;
}

export type Link = 'connecting' | 'online' | 'offline';

export type Screen =
  | { readonly kind: 'wall' }
  | { readonly kind: 'help' }
  | { readonly kind: 'cockpit'; readonly robot: RobotId }
  | { readonly kind: 'settings' }
  | { readonly kind: 'research'; readonly query: string }
  | { readonly kind: 'rounds' }
  | { readonly kind: 'audit' }
  | { readonly kind: 'episodes'; readonly query: string }
  | { readonly kind: 'episode'; readonly episode: string; readonly step?: number; readonly other?: string };

export type Speed = 0.1 | 0.25 | 0.5 | 1;
export const SPEEDS: readonly Speed[] = [0.1, 0.25, 0.5, 1];

export interface Notice {
  readonly text: string;
  readonly kind: 'info' | 'problem';
  readonly untilMillis: number;
}

export function firstState(screen: Screen, nowMillis: number, preferences: Preferences): State {
  return {
    link: 'connecting',
    site: '',
    version: '',
    outdated: false,
    operator: undefined,
    roles: [],
    rights: new Set(),
    signIn: undefined,
    robots: new Map(),
    curves: new Map(),
    screen,
    claims: new Set(),
    asked: new Map(),
    judged: undefined,
    speed: 0.5,
    preferences,
    scenes: new Map(),
    view: { degrees: 0, byTask: {}, turned: 0 },
    notices: [],
    nowMillis,
    clockOffsetMillis: 0,
    roundTripMillis: undefined,
    pictures: new Map(),
  };
}

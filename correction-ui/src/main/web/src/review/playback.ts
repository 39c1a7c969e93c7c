/** Where a player is. Time is in seconds of the robot, so that episodes of any rate can share one. */
export interface Playback {
  readonly at: number;
  readonly end: number;
  /** Seconds a second: 0 stands still, below 0 runs back. */
  readonly speed: number;
  /** What play means. */
  readonly pace: Pace;
}

export type Pace = 0.5 | 1 | 2;
export const PACES: readonly Pace[] = [0.5, 1, 2];

export type Act =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'run'; readonly direction: 1 | -1 }
  | { readonly kind: 'seek'; readonly at: number }
  | { readonly kind: 'by'; readonly seconds: number }
  | { readonly kind: 'pace'; readonly pace: Pace }
  | { readonly kind: 'passed'; readonly seconds: number };

const FASTEST = 4;

export function atStart(steps: number, hz: number): Playback {
  return { at: 0, end: Math.max(0, steps - 1) / hz, speed: 0, pace: 1 };
}

export function play(state: Playback, act: Act): Playback {
  switch (act.kind) {
    case 'toggle':
      return state.speed === 0 ? { ...state, at: state.at >= state.end ? 0 : state.at, speed: state.pace } : { ...state, speed: 0 };
    case 'pause':
      return { ...state, speed: 0 };
    case 'run': {
      const faster = Math.sign(state.speed) === act.direction;
      return { ...state, speed: act.direction * (faster ? Math.min(FASTEST, 2 * Math.abs(state.speed)) : state.pace) };
    }
    case 'seek':
      return { ...state, at: within(act.at, state) };
    case 'by':
      return { ...state, at: within(state.at + act.seconds, state), speed: 0 };
    case 'pace':
      return { ...state, pace: act.pace, speed: Math.sign(state.speed) * act.pace };
    case 'passed': {
      const at = within(state.at + act.seconds * state.speed, state);
      const over = (state.speed > 0 && at >= state.end) || (state.speed < 0 && at <= 0);
      return { ...state, at, speed: over ? 0 : state.speed };
    }
  }
}

/** The step that is seen then; of an episode that is over by then the last. */
export function stepOf(at: number, steps: number, hz: number): number {
  return Math.max(0, Math.min(steps - 1, Math.floor(at * hz + 1e-6)));
}

function within(at: number, state: Playback): number {
  return Math.max(0, Math.min(state.end, at));
}

export type Key =
  | { readonly kind: 'play'; readonly act: Act }
  | { readonly kind: 'say'; readonly outcome: 'SUCCESS' | 'FAILURE' | 'ABORTED' }
  | { readonly kind: 'undo' | 'redo' | 'help' };

/** What a key means; nothing with Ctrl, Alt or Meta, which are the browser's. */
export function keyOf(key: string, shift: boolean, hz: number): Key | undefined {
  const by = (direction: 1 | -1): Key => ({ kind: 'play', act: { kind: 'by', seconds: direction * (shift ? 1 : 1 / hz) } });
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case ' ':
      return { kind: 'play', act: { kind: 'toggle' } };
    case 'j':
      return { kind: 'play', act: { kind: 'run', direction: -1 } };
    case 'k':
      return { kind: 'play', act: { kind: 'pause' } };
    case 'l':
      return { kind: 'play', act: { kind: 'run', direction: 1 } };
    case 'ArrowLeft':
      return by(-1);
    case 'ArrowRight':
      return by(1);
    case 's':
      return { kind: 'say', outcome: 'SUCCESS' };
    case 'f':
      return { kind: 'say', outcome: 'FAILURE' };
    case 'a':
      return { kind: 'say', outcome: 'ABORTED' };
    case 'z':
      return { kind: 'undo' };
    case 'y':
      return { kind: 'redo' };
    case '?':
      return { kind: 'help' };
    default:
      return undefined;
  }
}

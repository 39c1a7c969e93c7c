import type { Pad } from './jog.js';

/** What a gamepad asks for while its enabling button is held. */
export interface Stick {
  readonly xy: Pad;
  readonly lift: Pad;
  readonly gripper: -1 | 0 | 1;
}

/** Of the standard mapping: sticks, LB to enable, triggers for the gripper, B to hold. */
const ENABLE = 4;
const OPEN = 6;
const CLOSE = 7;
const HOLD = 1;

export interface Reading {
  readonly stick: Stick | undefined;
  readonly hold: boolean;
}

type Standard = Pick<Gamepad, 'connected' | 'mapping' | 'axes' | 'buttons'>;

/** Nothing is moved unless LB is held; a pad of another mapping is not guessed at. */
export function reading(pad: Standard | null | undefined): Reading {
  if (pad == null || !pad.connected || pad.mapping !== 'standard') {
    return { stick: undefined, hold: false };
  }
  const pressed = (which: number): boolean => pad.buttons[which]?.pressed ?? false;
  const axis = (which: number): number => pad.axes[which] ?? 0;
  const stick: Stick = {
    xy: { right: axis(0), up: -axis(1) },
    lift: { right: axis(2), up: -axis(3) },
    gripper: (Number(pressed(OPEN)) - Number(pressed(CLOSE))) as -1 | 0 | 1,
  };
  return { stick: pressed(ENABLE) ? stick : undefined, hold: pressed(HOLD) };
}

/**
 * Whether the stick must come to rest before it counts: it was held when nothing could be moved, when the window had no focus, or
 * when everything was let go.
 */
export function mustRest(before: boolean, stick: Stick | undefined, mayMove: boolean, hasFocus: boolean): boolean {
  return stick !== undefined && (before || !mayMove || !hasFocus);
}

/** Reads the first gamepad at each frame while one is connected. One that goes lets go. */
export function watchGamepads(moved: (stick: Stick | undefined) => void, hold: () => void): void {
  let running = false;
  let held = false;
  const first = (): Gamepad | null | undefined => navigator.getGamepads().find((pad) => pad !== null);
  const frame = (): void => {
    const { stick, hold: holds } = reading(first());
    moved(stick);
    if (holds && !held) {
      hold();
    }
    held = holds;
    running = first() !== undefined;
    if (running) {
      requestAnimationFrame(frame);
    }
  };
  window.addEventListener('gamepadconnected', () => {
    if (!running) {
      running = true;
      requestAnimationFrame(frame);
    }
  });
  window.addEventListener('gamepaddisconnected', () => moved(undefined));
}

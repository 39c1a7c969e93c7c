import { mustRest, type Stick } from './gamepad.js';
import { FREE, isHeld, type Hands, type Pad } from './jog.js';

/**
 * Collects what hands do on pads, buttons and keys. Hold-to-run: motion ends in every way in which a finger can leave, and
 * when the page loses focus or is hidden. A second finger on a pad changes nothing and does not keep it held.
 */
export class Input {
  private hands: Hands = FREE;

  constructor(
    private readonly changed: (hands: Hands) => void,
    private readonly mayMove: () => boolean,
  ) {
    for (const leaving of ['blur', 'pagehide'] as const) {
      window.addEventListener(leaving, () => this.release());
    }
    document.addEventListener('visibilitychange', () => this.release());
    window.addEventListener('keydown', (event) => this.keyDown(event));
    window.addEventListener('keyup', (event) => this.keyUp(event));
  }

  /** Lets go of everything; whoever wants to move must press again. */
  release(): void {
    if (this.hands !== FREE) {
      this.stickMustRest ||= this.hands.stick !== undefined;
      this.set(FREE);
    }
  }

  /** What the gamepad says at this frame; after a release LB must be pressed anew. */
  gamepad(stick: Stick | undefined): void {
    this.stickMustRest = mustRest(this.stickMustRest, stick, this.mayMove(), document.hasFocus());
    const counts = this.stickMustRest ? undefined : stick;
    if (counts !== undefined || this.hands.stick !== undefined) {
      this.set({ ...this.hands, stick: counts });
    }
  }

  private stickMustRest = false;

  /** A pad whose middle is at rest; what it says is given to `shown` to be drawn. */
  pad(element: HTMLElement, which: 'xy' | 'lift', shown: (pad: Pad | undefined) => void): void {
    const where = (event: PointerEvent): Pad => {
      const box = element.getBoundingClientRect();
      const right = ((event.clientX - box.left) / box.width) * 2 - 1;
      const up = 1 - ((event.clientY - box.top) / box.height) * 2;
      return { right: Math.min(1, Math.max(-1, right)), up: Math.min(1, Math.max(-1, up)) };
    };
    this.hold(element, (event) => {
      const pad = event === undefined ? undefined : where(event);
      this.set({ ...this.hands, [which]: pad });
      shown(pad);
    });
  }

  gripper(element: HTMLElement, towards: -1 | 1): void {
    this.hold(element, (event) => {
      this.set({ ...this.hands, gripper: event === undefined ? 0 : towards });
      element.classList.toggle('held', event !== undefined);
    });
  }

  rewind(element: HTMLElement): void {
    this.hold(element, (event) => {
      this.set({ ...this.hands, rewind: event !== undefined });
      element.classList.toggle('held', event !== undefined);
    });
  }

  private hold(element: HTMLElement, heard: (event: PointerEvent | undefined) => void): void {
    let pointer: number | undefined;
    const end = (event: PointerEvent): void => {
      if (event.pointerId === pointer) {
        pointer = undefined;
        heard(undefined);
      }
    };
    element.addEventListener('pointerdown', (event) => {
      if (pointer === undefined && this.mayMove()) {
        event.preventDefault();
        pointer = event.pointerId;
        element.setPointerCapture(pointer);
        heard(event);
      }
    });
    element.addEventListener('pointermove', (event) => {
      if (event.pointerId === pointer) {
        heard(event);
      }
    });
    element.addEventListener('pointerup', end);
    element.addEventListener('pointercancel', end);
    element.addEventListener('lostpointercapture', end);
    element.addEventListener('contextmenu', (event) => event.preventDefault());
    this.releases.push(() => {
      if (pointer !== undefined) {
        pointer = undefined;
        heard(undefined);
      }
    });
  }

  private readonly releases: (() => void)[] = [];

  private keyDown(event: KeyboardEvent): void {
    if ((event.target instanceof Element && event.target.closest(OWN_KEYS) !== null) || event.repeat || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (DRIVING_KEYS.has(event.code) && this.mayMove()) {
      event.preventDefault();
      this.set({ ...this.hands, keys: new Set(this.hands.keys).add(event.code) });
    }
  }

  private keyUp(event: KeyboardEvent): void {
    if (this.hands.keys.has(event.code)) {
      event.preventDefault();
      this.set({ ...this.hands, keys: new Set([...this.hands.keys].filter((code) => code !== event.code)) });
    }
  }

  private set(hands: Hands): void {
    const wasHeld = isHeld(this.hands);
    this.hands = hands;
    if (hands === FREE) {
      this.releases.forEach((release) => release());
      this.hands = FREE;
    }
    if (wasHeld || isHeld(hands)) {
      this.changed(this.hands);
    }
  }
}

/** Where keys mean something else. */
const OWN_KEYS = 'input, select, textarea, dialog';

const DRIVING_KEYS: ReadonlySet<string> = new Set([
  'Space',
  'KeyW',
  'KeyA',
  'KeyS',
  'KeyD',
  'KeyQ',
  'KeyE',
  'KeyR',
  'KeyF',
  'KeyO',
  'KeyC',
  'KeyB',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
]);

import type { UiEvent } from './protocol.js';
import type { State } from './state.js';
import type { Event } from './update.js';

/** What robots tell by themselves is drawn no more often: nobody reads faster, and 200 robots tell 800 things a second. */
const PERIOD_MILLIS = 100;
const NEWS: ReadonlySet<string> = new Set(['robot', 'progress', 'pong']);

/** When the page is drawn: all changes of one frame at once, and mere news of robots at its own pace. */
export class Pace {
  private queued = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private drawnMillis = -Infinity;

  constructor(private readonly render: () => void) {}

  /** After it has changed the state. */
  changed(event: Event, before: State, after: State): void {
    // A picture is on its canvas already; its age is drawn with the next tick.
    if (event.kind === 'pictureShown') {
      return;
    }
    if (event.kind === 'ticked' || (event.kind === 'heard' && NEWS.has(event.event.event) && !isOfAuthority(event.event, before, after))) {
      this.later();
    } else {
      this.soon();
    }
  }

  /** With the next frame. */
  readonly soon = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.queued) {
      this.queued = true;
      requestAnimationFrame(() => {
        this.queued = false;
        this.drawnMillis = performance.now();
        this.render();
      });
    }
  };

  private later(): void {
    if (this.queued || this.timer !== undefined) {
      return;
    }
    const wait = this.drawnMillis + PERIOD_MILLIS - performance.now();
    if (wait <= 0) {
      this.soon();
    } else {
      this.timer = setTimeout(this.soon, wait);
    }
  }
}

/** Who moves a robot, or that nobody does, is drawn with the next frame. */
function isOfAuthority(event: UiEvent, before: State, after: State): boolean {
  if (event.event !== 'robot') {
    return false;
  }
  const [was, is] = [before, after].map((state) => state.robots.get(event.robot)?.state?.authority);
  return was?.mode !== is?.mode || was?.epoch !== is?.epoch || was?.holder !== is?.holder;
}

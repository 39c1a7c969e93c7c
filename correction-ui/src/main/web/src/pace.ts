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

  changed(event: Event): void {
    // A picture is on its canvas already; its age is drawn with the next tick.
    if (event.kind === 'pictureShown') {
      return;
    }
    if (event.kind === 'ticked' || (event.kind === 'heard' && NEWS.has(event.event.event))) {
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

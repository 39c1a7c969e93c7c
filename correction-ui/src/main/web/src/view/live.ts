import type { RobotId, VideoPacket } from '../protocol.js';

/** A larger picture is made smaller when it is drawn: no tablet shows more, and 4K on a canvas costs each frame. */
const WIDEST = 1280;
/** One row of tiles ahead of where somebody looks, so that a picture is there when they come. */
const AHEAD = '320px 0px';

/** Where pictures of a robot's cameras are drawn. One picture is decoded at a time; what comes meanwhile replaces the next. */
export class LivePictures {
  /** Told of each picture when it is on its canvas; for measuring. */
  drawn: (picture: VideoPacket) => void = () => undefined;
  private readonly screens = new Map<Element, Screen>();
  private readonly observer: IntersectionObserver;
  private robots: readonly RobotId[] = [];

  /** @param seenChanged told when `seen` is another */
  constructor(private readonly seenChanged: () => void) {
    const options = { rootMargin: AHEAD, scrollMargin: AHEAD };
    this.observer = new IntersectionObserver((entries) => this.look(entries), options);
  }

  /**
   * Draws from now on, until the answer is called. Without a camera any of the robot's will do.
   *
   * @param place what is looked at to tell whether somebody can see it
   */
  show(canvas: HTMLCanvasElement, robot: RobotId, camera?: string, place: Element = canvas): () => void {
    const screen = new Screen(canvas, robot, camera, (picture) => this.drawn(picture));
    this.screens.set(place, screen);
    this.observer.observe(place);
    return () => {
      this.observer.unobserve(place);
      this.screens.delete(place);
      this.note();
    };
  }

  /** Robots whose pictures are on the screen, or about to be, by name. */
  seen(): readonly RobotId[] {
    return this.robots;
  }

  draw(picture: VideoPacket): void {
    for (const screen of this.screens.values()) {
      screen.offer(picture);
    }
  }

  private look(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const screen = this.screens.get(entry.target);
      if (screen !== undefined) {
        screen.visible = entry.isIntersecting;
      }
    }
    this.note();
  }

  private note(): void {
    const visible = [...this.screens.values()].filter((screen) => screen.visible);
    const robots = [...new Set(visible.map((screen) => screen.robot))].sort();
    if (robots.join('\n') !== this.robots.join('\n')) {
      this.robots = robots;
      this.seenChanged();
    }
  }
}

class Screen {
  visible = false;
  private next: VideoPacket | undefined;
  private busy = false;
  private first: string | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    readonly robot: RobotId,
    private readonly camera: string | undefined,
    private readonly drawn: (picture: VideoPacket) => void,
  ) {}

  offer(picture: VideoPacket): void {
    if (picture.robot !== this.robot) {
      return;
    }
    this.first ??= picture.camera;
    if (picture.camera === (this.camera ?? this.first)) {
      this.next = picture;
      if (!this.busy) {
        void this.drawNext();
      }
    }
  }

  private async drawNext(): Promise<void> {
    this.busy = true;
    for (let picture = this.take(); picture !== undefined; picture = this.take()) {
      try {
        const bitmap = await createImageBitmap(new Blob([picture.jpeg], { type: 'image/jpeg' }));
        this.put(bitmap);
        bitmap.close();
        this.drawn(picture);
      } catch {
        // A broken picture is skipped; the age of the last good one is on the screen.
      }
    }
    this.busy = false;
  }

  private put(bitmap: ImageBitmap): void {
    const { width, height } = within(bitmap, WIDEST);
    // To set a size clears the canvas and allocates it anew.
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
    this.canvas.classList.add('has-picture');
  }

  private take(): VideoPacket | undefined {
    const picture = this.next;
    this.next = undefined;
    return picture;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size at which it is no wider than `widest`, of the same shape. */
export function within(size: Size, widest: number): Size {
  const scale = Math.min(1, widest / size.width);
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}

import type { RobotId, VideoPacket } from '../protocol.js';

/** Where pictures of a robot's cameras are drawn. One picture is decoded at a time; what comes meanwhile replaces the next. */
export class LivePictures {
  private readonly screens = new Set<Screen>();

  /** Draws from now on, until the answer is called. Without a camera any of the robot's will do. */
  show(canvas: HTMLCanvasElement, robot: RobotId, camera?: string): () => void {
    const screen = new Screen(canvas, robot, camera);
    this.screens.add(screen);
    return () => this.screens.delete(screen);
  }

  draw(picture: VideoPacket): void {
    for (const screen of this.screens) {
      screen.offer(picture);
    }
  }
}

class Screen {
  private next: VideoPacket | undefined;
  private busy = false;
  private first: string | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly robot: RobotId,
    private readonly camera: string | undefined,
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
        this.canvas.width = bitmap.width;
        this.canvas.height = bitmap.height;
        this.canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
        this.canvas.classList.add('has-picture');
        bitmap.close();
      } catch {
        // A broken picture is skipped; the age of the last good one is on the screen.
      }
    }
    this.busy = false;
  }

  private take(): VideoPacket | undefined {
    const picture = this.next;
    this.next = undefined;
    return picture;
  }
}

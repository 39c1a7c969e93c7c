import { FREE, isHeld, isMoving, step, STEP_MILLIS, teleop, type Hands, type Lease } from './jog.js';
import type { RobotId, Teleop, UiCommand } from './protocol.js';
import { driveBlock, pace, speedFactor, viewDegrees } from './select.js';
import type { State } from './state.js';

const PERIOD_MILLIS = 33;

/**
 * Sends what the hands do at 30 Hz while they hold, and one release when they let go. Where the line is too slow to steer by,
 * each press is one step that ends by itself, however long it is held.
 */
export class Driver {
  private hands: Hands = FREE;
  private timer: ReturnType<typeof setInterval> | undefined;
  private ending: ReturnType<typeof setTimeout> | undefined;
  private stepped = false;
  private sequence = Date.now();
  private lease: Lease | undefined;

  constructor(
    private readonly state: () => State,
    private readonly robot: () => RobotId | undefined,
    private readonly send: (command: UiCommand) => boolean,
  ) {}

  changed(hands: Hands): void {
    this.hands = hands;
    const robot = this.robot();
    if (!isHeld(hands)) {
      this.stepped = false;
      this.stop();
    } else if (robot !== undefined && pace(this.state(), robot) === 'step') {
      this.tap();
    } else {
      this.timer ??= setInterval(() => this.say(), PERIOD_MILLIS);
      this.say();
    }
  }

  /** A step for each press; the next one waits until everything was let go. */
  private tap(): void {
    const moving = isMoving(this.hands);
    if (this.timer !== undefined) {
      this.stop();
      this.stepped = true;
    }
    if (moving && !this.stepped && this.ending === undefined && this.tell(step)) {
      this.ending = setTimeout(() => this.stop(), STEP_MILLIS);
    }
    this.stepped ||= moving;
  }

  private say(): void {
    const robot = this.robot();
    const tooLate = robot !== undefined && pace(this.state(), robot) === 'step';
    if (tooLate || !this.tell(teleop)) {
      this.stop();
      this.stepped = tooLate;
    }
  }

  private tell(message: typeof teleop): boolean {
    const state = this.state();
    const robot = this.robot();
    const epoch = robot === undefined ? undefined : state.robots.get(robot)?.state?.authority.epoch;
    if (robot === undefined || epoch === undefined || driveBlock(state, robot) !== undefined) {
      return false;
    }
    this.lease = { robot, epoch };
    const speed = message === step ? state.speed : speedFactor(state);
    const said: Teleop = message(this.hands, this.lease, speed, viewDegrees(state, robot), ++this.sequence);
    return this.send(said);
  }

  private stop(): void {
    clearInterval(this.timer);
    clearTimeout(this.ending);
    this.timer = undefined;
    this.ending = undefined;
    this.hands = FREE;
    if (this.lease !== undefined) {
      this.send(teleop(FREE, this.lease, 0, 0, ++this.sequence));
      this.lease = undefined;
    }
  }
}

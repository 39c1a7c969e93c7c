import { isHeld, teleop, type Hands, FREE } from './jog.js';
import type { RobotId, UiCommand } from './protocol.js';
import { driveBlock, speedFactor, viewDegrees } from './select.js';
import type { State } from './state.js';

const PERIOD_MILLIS = 33;

/** Sends what the hands do at 30 Hz while they hold, and one release when they let go. */
export class Driver {
  private hands: Hands = FREE;
  private timer: ReturnType<typeof setInterval> | undefined;
  private sequence = Date.now();
  private lease: { robot: RobotId; epoch: number } | undefined;

  constructor(
    private readonly state: () => State,
    private readonly robot: () => RobotId | undefined,
    private readonly send: (command: UiCommand) => boolean,
  ) {}

  changed(hands: Hands): void {
    this.hands = hands;
    if (isHeld(hands)) {
      this.timer ??= setInterval(() => this.say(), PERIOD_MILLIS);
      this.say();
    } else {
      this.stop();
    }
  }

  private say(): void {
    const state = this.state();
    const robot = this.robot();
    const epoch = robot === undefined ? undefined : state.robots.get(robot)?.state?.authority.epoch;
    if (robot === undefined || epoch === undefined || driveBlock(state, robot) !== undefined) {
      this.stop();
      return;
    }
    this.lease = { robot, epoch };
    this.send(teleop(this.hands, this.lease, speedFactor(state), viewDegrees(state, robot), ++this.sequence));
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.hands = FREE;
    if (this.lease !== undefined) {
      this.send(teleop(FREE, this.lease, 0, 0, ++this.sequence));
      this.lease = undefined;
    }
  }
}

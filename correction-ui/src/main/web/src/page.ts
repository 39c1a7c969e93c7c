import type { Preferences } from './preferences.js';
import type { RobotCommand } from './protocol.js';
import type { Input } from './input.js';
import type { Screen, Speed, State } from './state.js';
import type { LivePictures } from './view/live.js';

/** What a view may do. */
export interface Page {
  state(): State;
  ask(command: RobotCommand): void;
  stopAll(): void;
  /** Asks who is there, or shows it. */
  account(): void;
  /** Fails with the backend's own line. */
  signIn(name: string, password: string | undefined): Promise<void>;
  signOut(): Promise<void>;
  open(screen: Screen): void;
  chooseSpeed(speed: Speed): void;
  turnView(degrees: number): void;
  prefer(changed: Partial<Preferences>): void;
  notice(text: string): void;
  /** What was said last is not true: the other is. */
  takeBack(): void;
  readonly input: Input;
  readonly live: LivePictures;
}

/** A part of the screen. It is built once, then told of each new state. */
export interface View {
  readonly element: HTMLElement;
  render(state: State): void;
  close(): void;
}

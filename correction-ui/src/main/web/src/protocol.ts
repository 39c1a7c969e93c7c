/** The messages of the backend, as `dev.fleetrl.ui.protocol` writes them; both sides' tests read the same golden lines. */

export type RobotId = string;
export type Mode = 'AUTONOMOUS' | 'HOLD' | 'ALIGN' | 'HUMAN' | 'STOPPED';
/** What a robot is at, whoever moves its arm; an agent of before does not say. */
export type Activity = 'IDLE' | 'RUNNING' | 'WAITING_FOR_LABEL' | 'RESETTING' | 'RECORDING_PAUSED';
export type Outcome = 'SUCCESS' | 'FAILURE' | 'ABORTED' | 'ABANDONED';

/** What an episode is for: to train on, to count on held-out starts, or to compare a new version with the one before. */
export type Cohort = 'TRAIN' | 'EVALUATION' | 'CANARY';

export type ActionSource =
  | { readonly source: 'policy'; readonly version: string }
  | { readonly source: 'correction'; readonly operator: string }
  | { readonly source: 'demonstration'; readonly by: string }
  | { readonly source: 'hold' };

export interface Authority {
  readonly mode: Mode;
  readonly holder: string | null;
  readonly epoch: number;
  readonly reason: string;
}

export interface EpisodePlan {
  readonly episode: string;
  readonly collection: string;
  readonly task: string;
  readonly cohort: Cohort;
  readonly driver: ActionSource;
  readonly seed: number;
  readonly pace: number;
  readonly variation?: string;
}

export interface EpisodeProgress {
  readonly plan: EpisodePlan;
  readonly instruction: string;
  readonly step: number;
  readonly timeLimitSteps: number;
  readonly stage: number;
  readonly stageName: string;
}

export interface RobotState {
  readonly robot: RobotId;
  readonly session: string;
  readonly sequence: number;
  readonly atMillis: number;
  readonly authority: Authority;
  readonly readyForEpisode: boolean;
  readonly episode: EpisodeProgress | null;
  /** Position (m) and rotation vector (rad) of the tool in the base frame. */
  readonly toolPose: readonly number[];
  readonly gripper: number;
  readonly spooled: number;
  readonly warnings: readonly string[];
  readonly activity?: Activity;
  /** Whether an episode is kept, or pictures leave the robot for people. */
  readonly recording?: boolean;
  /** While a person has the arm: where the tool stands and where the policy would move it within a second, m in the base frame. */
  readonly ahead?: readonly (readonly number[])[];
}

export interface Birth {
  readonly robot: RobotId;
  readonly session: string;
  readonly arm: string;
  readonly hz: number;
  readonly videoCameras: readonly string[];
  readonly policyCameras: readonly string[];
  readonly tasks: readonly string[];
}

export interface HelpRequest {
  readonly robot: RobotId;
  readonly episode: string;
  readonly reason: string;
  readonly atMillis: number;
}

export interface Robot {
  readonly robot: RobotId;
  readonly birth: Birth | null;
  readonly connection: { readonly state: 'ONLINE' | 'OFFLINE' | 'BROKEN' } | null;
  readonly state: RobotState | null;
  readonly help: HelpRequest | null;
  readonly stale: boolean;
  readonly seenAtMillis: number;
}

/** How an episode got on so far, as the progress critic sees it: at each of the steps the share of the task that was done, 0 to 1. */
export interface ProgressCurve {
  readonly episode: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export type Role = 'VIEWER' | 'OPERATOR' | 'RESEARCHER' | 'ADMIN';
/** What somebody may do; the backend refuses the rest, whatever the page shows. */
export type Right = 'GREET' | 'WATCH' | 'STOP' | 'OPERATE' | 'READ' | 'LABEL' | 'RESEARCH' | 'AUDIT' | 'ADMINISTER';

/** How one signs in here: by a name, a name and a password, or at a provider. */
export interface SignInWay {
  readonly by: 'name' | 'file' | 'oidc';
  readonly provider: string | null;
}

export type UiEvent =
  | {
      readonly event: 'hello';
      readonly site: string;
      readonly operator: string | null;
      readonly roles: readonly Role[];
      readonly rights: readonly Right[];
      readonly signIn: SignInWay;
      readonly version: string;
      readonly nowMillis: number;
      readonly viewDegrees: number;
      readonly taskViewDegrees: Readonly<Record<string, number>>;
    }
  | ({ readonly event: 'robot' } & Robot)
  | ({ readonly event: 'progress'; readonly robot: RobotId } & ProgressCurve)
  | { readonly event: 'robot-gone'; readonly robot: RobotId }
  | {
      readonly event: 'answer';
      readonly robot: RobotId;
      readonly id: string;
      readonly accepted: boolean;
      readonly reason: string;
    }
  | { readonly event: 'pong'; readonly sentAtMillis: number; readonly nowMillis: number }
  | { readonly event: 'refused'; readonly reason: string };

/** Commands that one robot answers. */
export type RobotCommand =
  | { readonly command: 'take-over'; readonly robot: RobotId }
  | { readonly command: 'hand-back'; readonly robot: RobotId; readonly epoch: number }
  | { readonly command: 'resume'; readonly robot: RobotId }
  | { readonly command: 'hold'; readonly robot: RobotId }
  | { readonly command: 'stop'; readonly robot: RobotId }
  | { readonly command: 'clear-stop'; readonly robot: RobotId }
  | { readonly command: 'pause-recording'; readonly robot: RobotId }
  | { readonly command: 'resume-recording'; readonly robot: RobotId }
  | { readonly command: 'judge'; readonly robot: RobotId; readonly outcome: 'SUCCESS' | 'FAILURE' | 'ABORTED' };

export interface Teleop {
  readonly command: 'teleop';
  readonly robot: RobotId;
  readonly epoch: number;
  readonly sequence: number;
  readonly enable: boolean;
  /** Tool velocity in the base frame, m/s and rad/s. */
  readonly twist: readonly number[];
  readonly gripper: number;
  readonly ttlMillis: number;
  readonly rewind?: number;
}

export type UiCommand =
  | { readonly command: 'watch'; readonly wall: readonly RobotId[]; readonly live: readonly RobotId[] }
  | { readonly command: 'ping'; readonly sentAtMillis: number }
  | { readonly command: 'stop-all'; readonly id: string }
  | Teleop
  | (RobotCommand & { readonly id: string });

const EVENTS: ReadonlySet<string> = new Set(['hello', 'robot', 'progress', 'robot-gone', 'answer', 'pong', 'refused']);

/** Nothing for events of a newer backend: an old page goes on with what it knows. */
export function parseEvent(text: string): UiEvent | undefined {
  const parsed: unknown = JSON.parse(text);
  const known =
    typeof parsed === 'object' &&
    parsed !== null &&
    'event' in parsed &&
    typeof parsed.event === 'string' &&
    EVENTS.has(parsed.event);
  return known ? (parsed as UiEvent) : undefined;
}

export interface VideoPacket {
  readonly robot: RobotId;
  readonly camera: string;
  readonly sequence: number;
  readonly atMillis: number;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

const PACKET_VERSION = 1;

/** See `VideoPacket.java` for the layout. */
export function parseVideo(packet: ArrayBuffer): VideoPacket | undefined {
  const view = new DataView(packet);
  if (view.byteLength < 19 || view.getUint8(0) !== PACKET_VERSION) {
    return undefined;
  }
  const text = new TextDecoder();
  let at = 1;
  const name = (): string => {
    const length = view.getUint8(at);
    const bytes = new Uint8Array(packet, at + 1, length);
    at += 1 + length;
    return text.decode(bytes);
  };
  const robot = name();
  const camera = name();
  const sequence = Number(view.getBigInt64(at));
  const atMillis = Number(view.getBigInt64(at + 8));
  return { robot, camera, sequence, atMillis, jpeg: new Uint8Array(packet, at + 16) };
}

import type { Pad } from './jog.js';
import type { RobotState } from './protocol.js';

/** So far from the tool is a pad's rim. */
const RIM_METRES = 0.12;
/** A policy that would go less far stays where it is. */
const LEAST_METRES = 0.003;

/** What the policy would do within a second, as the pads show it: the tool is their middle, and right and up are as they would be pressed. */
export interface Ghost {
  readonly xy: readonly Pad[];
  readonly lift: readonly Pad[];
  /** How far it would go on the level, and up, m. */
  readonly level: number;
  readonly up: number;
}

/**
 * Nothing where the policy acts itself, or has not said.
 *
 * @param viewDegrees as of `twist`, whose inverse this is
 */
export function ghostOf(state: RobotState | null, viewDegrees: number): Ghost | undefined {
  const path = state?.ahead ?? [];
  const [from] = path;
  if (from === undefined || path.length < 2) {
    return undefined;
  }
  const angle = (viewDegrees * Math.PI) / 180;
  const moves = path.map((at) => [0, 1, 2].map((axis) => (at[axis] ?? 0) - (from[axis] ?? 0)) as [number, number, number]);
  const [x, y, z] = moves[moves.length - 1] ?? [0, 0, 0];
  return {
    xy: moves.map(([dx, dy]) => within(dx * Math.sin(angle) - dy * Math.cos(angle), dx * Math.cos(angle) + dy * Math.sin(angle))),
    lift: moves.map(([, , dz]) => within(0, dz)),
    level: Math.hypot(x, y),
    up: z,
  };
}

/** Whether it would move the tool at all, by its end. */
export function isGoing(ghost: Ghost): boolean {
  return Math.hypot(ghost.level, ghost.up) >= LEAST_METRES;
}

/** What is beyond the rim is on it. */
function within(rightMetres: number, upMetres: number): Pad {
  const shrink = RIM_METRES * Math.max(1, Math.hypot(rightMetres, upMetres) / RIM_METRES);
  return { right: rightMetres / shrink, up: upMetres / shrink };
}

import { describe, expect, it } from 'vitest';
import { robot } from './fixtures.js';
import { ghostOf, isGoing, type Ghost } from './ghost.js';
import { FREE, twist } from './jog.js';
import type { RobotState } from './protocol.js';

function of(ahead: readonly (readonly number[])[], viewDegrees = 0): Ghost | undefined {
  return ghostOf({ ...(robot('cell-1').state as RobotState), ahead }, viewDegrees);
}

describe('the ghost of the policy', () => {
  it('lies where a thumb would press to go the same way, however the camera stands', () => {
    for (const degrees of [0, 45, 180, 270]) {
      const pressed = { right: 0.3, up: 0.8 };
      const [x = 0, y = 0] = twist({ ...FREE, xy: pressed }, 1, degrees);
      const end = of([[0.4, 0.1, 0.2], [0.4 + x / 4, 0.1 + y / 4, 0.2]], degrees)?.xy[1];

      expect(Math.atan2(end?.up ?? 0, end?.right ?? 0), `${degrees}°`).toBeCloseTo(Math.atan2(dead(0.8), dead(0.3)), 6);
    }
  });

  it('shows height on the other pad, and ends at the rim', () => {
    const ghost = of([[0.4, 0, 0.2], [0.4, 0, 0.14], [0.4, 0, -1]]);

    expect(ghost?.lift.map((at) => at.up)).toEqual([0, expect.closeTo(-0.5, 6), expect.closeTo(-1, 6)]);
    expect(ghost?.up).toBeCloseTo(-1.2, 6);
    expect(ghost?.level).toBe(0);
  });

  it('is not there where the policy acts itself or has not said', () => {
    expect(of([])).toBeUndefined();
    expect(of([[0.4, 0, 0.2]])).toBeUndefined();
    expect(ghostOf(robot('cell-1').state, 0)).toBeUndefined();
    expect(ghostOf(null, 0)).toBeUndefined();
  });

  it('stays where the policy would stay', () => {
    expect(isGoing(of([[0.4, 0, 0.2], [0.401, 0, 0.2]]) as Ghost)).toBe(false);
    expect(isGoing(of([[0.4, 0, 0.2], [0.41, 0, 0.2]]) as Ghost)).toBe(true);
  });
});

/** Of a pad: nothing within 0.12. */
function dead(value: number): number {
  return (value - 0.12) / 0.88;
}

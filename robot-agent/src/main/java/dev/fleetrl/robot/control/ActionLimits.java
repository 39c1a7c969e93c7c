package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.Vec;

/**
 * What one step may ask for, in each component.
 *
 * @param metres of one translation
 * @param radians of one rotation
 */
public record ActionLimits(double metres, double radians) {
    /** The action within the limits; what is recorded is what this answers, so that a replay is exact. Shape [7]. */
    public Vec clip(Vec action) {
        float[] clipped = new float[7];
        for (int i = 0; i < 7; i++) {
            float limit = i < 3 ? (float) metres : i < 6 ? (float) radians : 1;
            clipped[i] = Math.max(-limit, Math.min(limit, action.at(i)));
        }
        return Vec.of(clipped);
    }

    /** Whether the action has seven finite elements; clipping cannot mend one that has not. */
    public static boolean isUsable(Vec action) {
        if (action.size() != 7) {
            return false;
        }
        for (int i = 0; i < 7; i++) {
            if (!Float.isFinite(action.at(i))) {
                return false;
            }
        }
        return true;
    }
}

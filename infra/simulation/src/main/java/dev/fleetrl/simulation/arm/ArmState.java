package dev.fleetrl.simulation.arm;

import dev.fleetrl.contracts.Vec;

/**
 * What the arm measures.
 *
 * @param joints rad; shape [7]
 * @param tool pose of the point between the finger tips, in the base frame
 * @param opening between the fingers, m
 * @param holding closed on something that is as wide as a thing one grips
 */
public record ArmState(Vec joints, Pose tool, double opening, boolean holding) {
    /** Between wide-open fingers, m. */
    public static final double WIDE_OPEN = 0.08;

    /** Opening as the fleet states it: -1 closed to +1 open. */
    public float gripper() {
        return (float) Math.max(-1, Math.min(1, 2 * opening / WIDE_OPEN - 1));
    }
}

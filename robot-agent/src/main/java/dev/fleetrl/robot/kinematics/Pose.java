package dev.fleetrl.robot.kinematics;

import dev.fleetrl.robot.control.Rotation;

/**
 * A frame within another.
 *
 * @param x position of its origin, m
 */
public record Pose(double x, double y, double z, Rotation rotation) {
    public static final Pose ORIGIN = new Pose(0, 0, 0, Rotation.NONE);

    /** A frame within this one, seen from where this one is seen from. */
    public Pose then(Pose inner) {
        double[] moved = rotation.turned(inner.x, inner.y, inner.z);
        return new Pose(x + moved[0], y + moved[1], z + moved[2], inner.rotation.then(rotation));
    }
}

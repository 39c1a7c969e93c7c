package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;

/**
 * A camera.
 *
 * @param pose its place; x to the right in the picture, y up, z towards the viewer
 * @param fieldOfView from top to bottom, degrees
 */
public record Viewpoint(Pose pose, double fieldOfView) {
    /** From {@code eye} towards {@code at}, with the horizon level. */
    public static Viewpoint looking(Vec3 eye, Vec3 at, double fieldOfView) {
        Vec3 back = eye.minus(at);
        back = back.times(1 / back.norm());
        Vec3 right = new Vec3(-back.y(), back.x(), 0);
        right = right.times(1 / right.norm());
        return new Viewpoint(new Pose(eye, columns(right, back.cross(right), back)), fieldOfView);
    }

    static Rotation columns(Vec3 x, Vec3 y, Vec3 z) {
        return Rotation.ofMatrix(x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z());
    }
}

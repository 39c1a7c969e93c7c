package dev.fleetrl.simulation.arm;

import dev.fleetrl.contracts.Vec;

/** A place and a direction in the robot's base frame. */
public record Pose(Vec3 position, Rotation rotation) {
    public static final Pose ORIGIN = new Pose(Vec3.ZERO, Rotation.IDENTITY);

    public static Pose at(double x, double y, double z) {
        return new Pose(new Vec3(x, y, z), Rotation.IDENTITY);
    }

    /** First {@code inner}, seen from this pose. */
    public Pose times(Pose inner) {
        return new Pose(apply(inner.position), rotation.times(inner.rotation));
    }

    public Vec3 apply(Vec3 point) {
        return position.plus(rotation.apply(point));
    }

    /** Position (m) and rotation vector (rad); shape [6]. */
    public Vec toVec() {
        Vec3 r = rotation.toVector();
        return Vec.of(
                (float) position.x(), (float) position.y(), (float) position.z(), (float) r.x(), (float) r.y(), (float)
                        r.z());
    }
}

package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.Vec;

/**
 * The commanded tool pose, 50 times a second.
 *
 * @param x base frame, m
 * @param gripper -1 closed to +1 open
 */
public record ToolTarget(double x, double y, double z, Rotation rotation, double gripper) {
    /** Where a fraction of the step action {@code delta} (shape [7]) leads; the gripper's command counts at once. */
    public ToolTarget moved(Vec delta, double fraction) {
        return new ToolTarget(
                x + delta.at(0) * fraction,
                y + delta.at(1) * fraction,
                z + delta.at(2) * fraction,
                rotation.then(
                        Rotation.ofVector(delta.at(3) * fraction, delta.at(4) * fraction, delta.at(5) * fraction)),
                delta.at(6));
    }

    /** The step action (shape [7]) that leads from {@code start} to here. */
    public Vec since(ToolTarget start) {
        double[] turn = start.rotation.inverse().then(rotation).vector();
        return Vec.of(
                (float) (x - start.x),
                (float) (y - start.y),
                (float) (z - start.z),
                (float) turn[0],
                (float) turn[1],
                (float) turn[2],
                (float) gripper);
    }

    /** Part of the way to another; the other's gripper command counts at once. */
    ToolTarget towards(ToolTarget other, double part) {
        double[] turn = rotation.inverse().then(other.rotation).vector();
        return new ToolTarget(
                x + (other.x - x) * part,
                y + (other.y - y) * part,
                z + (other.z - z) * part,
                rotation.then(Rotation.ofVector(turn[0] * part, turn[1] * part, turn[2] * part)),
                other.gripper);
    }

    double metresTo(ToolTarget other) {
        double dx = other.x - x;
        double dy = other.y - y;
        double dz = other.z - z;
        return StrictMath.sqrt(dx * dx + dy * dy + dz * dz);
    }

    double radiansTo(ToolTarget other) {
        double[] turn = rotation.inverse().then(other.rotation).vector();
        return StrictMath.sqrt(turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2]);
    }

    boolean isFinite() {
        return Double.isFinite(x + y + z) && rotation.isFinite() && Double.isFinite(gripper);
    }
}

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

    boolean isFinite() {
        return Double.isFinite(x + y + z) && rotation.isFinite() && Double.isFinite(gripper);
    }
}

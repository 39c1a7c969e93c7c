package dev.fleetrl.robot.kinematics;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.Rotation;

/**
 * A frame within another.
 *
 * @param x position of its origin, m
 */
public record Pose(double x, double y, double z, Rotation rotation) {
    public static final Pose ORIGIN = new Pose(0, 0, 0, Rotation.NONE);

    private static final double TINY = 1e-12;

    /** A frame within this one, seen from where this one is seen from. */
    public Pose then(Pose inner) {
        double[] moved = rotation.turned(inner.x, inner.y, inner.z);
        return new Pose(x + moved[0], y + moved[1], z + moved[2], inner.rotation.then(rotation));
    }

    /** From here to another pose: position (m), and rotation vector (rad, below half a turn) in the outer frame; shape [6]. */
    public double[] wayTo(Pose target) {
        double[] turn = rotation.inverse().then(target.rotation).vector();
        return new double[] {target.x - x, target.y - y, target.z - z, turn[0], turn[1], turn[2]};
    }

    /** Position (m) and rotation vector (rad, at most π long); shape [6]. */
    public Vec toVec() {
        double[] q = quaternion();
        double sine = StrictMath.sqrt(q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        double scale = sine < TINY ? 0 : 2 * StrictMath.atan2(sine, q[0]) / sine;
        return Vec.of((float) x, (float) y, (float) z, (float) (q[1] * scale), (float) (q[2] * scale), (float)
                (q[3] * scale));
    }

    /** w, x, y, z with w ≥ 0, by the largest component, so that half a turn is told well (Shepperd, 1978). */
    private double[] quaternion() {
        double[] m = rotation.matrix();
        double[][] products = {
            {1 + m[0] + m[4] + m[8], m[7] - m[5], m[2] - m[6], m[3] - m[1]},
            {m[7] - m[5], 1 + m[0] - m[4] - m[8], m[1] + m[3], m[2] + m[6]},
            {m[2] - m[6], m[1] + m[3], 1 - m[0] + m[4] - m[8], m[5] + m[7]},
            {m[3] - m[1], m[2] + m[6], m[5] + m[7], 1 - m[0] - m[4] + m[8]}
        };
        int largest = 0;
        for (int i = 1; i < products.length; i++) {
            largest = products[i][i] > products[largest][largest] ? i : largest;
        }
        double[] q = products[largest];
        double scale = (q[0] < 0 ? -0.5 : 0.5) / StrictMath.sqrt(q[largest]);
        return new double[] {q[0] * scale, q[1] * scale, q[2] * scale, q[3] * scale};
    }
}

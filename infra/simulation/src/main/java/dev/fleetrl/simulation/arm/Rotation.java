package dev.fleetrl.simulation.arm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A rotation in space, kept as a row-major 3×3 matrix. */
public final class Rotation {
    public static final Rotation IDENTITY = new Rotation(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /** Tool z straight down, tool x along the base's x: how a gripper looks at a table. */
    public static final Rotation DOWN = new Rotation(1, 0, 0, 0, -1, 0, 0, 0, -1);

    private static final double TINY = 1e-12;

    private final double[] m;

    private Rotation(double... rowMajor) {
        m = rowMajor;
    }

    /** From nine numbers, row by row; they must already be a rotation. */
    public static Rotation ofMatrix(double... rowMajor) {
        if (rowMajor.length != 9) {
            throw new IllegalArgumentException("a rotation matrix has 9 numbers, not " + rowMajor.length);
        }
        return new Rotation(rowMajor.clone());
    }

    public static Rotation aboutX(double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        return new Rotation(1, 0, 0, 0, c, -s, 0, s, c);
    }

    public static Rotation aboutZ(double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        return new Rotation(c, -s, 0, s, c, 0, 0, 0, 1);
    }

    /** Rodrigues: about the vector's direction by its length in rad. */
    public static Rotation ofVector(Vec3 v) {
        double angle = v.norm();
        if (angle < TINY) {
            return IDENTITY;
        }
        Vec3 k = v.times(1 / angle);
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        double d = 1 - c;
        return new Rotation(
                c + k.x() * k.x() * d,
                k.x() * k.y() * d - k.z() * s,
                k.x() * k.z() * d + k.y() * s,
                k.y() * k.x() * d + k.z() * s,
                c + k.y() * k.y() * d,
                k.y() * k.z() * d - k.x() * s,
                k.z() * k.x() * d - k.y() * s,
                k.z() * k.y() * d + k.x() * s,
                c + k.z() * k.z() * d);
    }

    /** The rotation vector, at most π long; exactly at π the two signs are the same rotation and either may come. */
    public Vec3 toVector() {
        double[] q = quaternion();
        double sine = Math.sqrt(q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        if (sine < TINY) {
            return Vec3.ZERO;
        }
        double factor = 2 * StrictMath.atan2(sine, q[0]) / sine;
        return new Vec3(q[1] * factor, q[2] * factor, q[3] * factor);
    }

    /** w, x, y, z with w ≥ 0, dividing by the largest component (Shepperd). */
    private double[] quaternion() {
        double[] squares = {
            1 + m[0] + m[4] + m[8], 1 + m[0] - m[4] - m[8], 1 - m[0] + m[4] - m[8], 1 - m[0] - m[4] + m[8]
        };
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            if (squares[i] > squares[largest]) {
                largest = i;
            }
        }
        double[] q = products(largest);
        double scale = (q[0] < 0 ? -0.5 : 0.5) / Math.sqrt(squares[largest]);
        for (int i = 0; i < 4; i++) {
            q[i] *= scale;
        }
        return q;
    }

    /** 4·q·q[k]. */
    private double[] products(int k) {
        double[] t = {1 + m[0] + m[4] + m[8], m[7] - m[5], m[2] - m[6], m[3] - m[1]};
        double xy = m[1] + m[3];
        double xz = m[2] + m[6];
        double yz = m[5] + m[7];
        return switch (k) {
            case 0 -> t;
            case 1 -> new double[] {t[1], 1 + m[0] - m[4] - m[8], xy, xz};
            case 2 -> new double[] {t[2], xy, 1 - m[0] + m[4] - m[8], yz};
            default -> new double[] {t[3], xz, yz, 1 - m[0] - m[4] + m[8]};
        };
    }

    /** First {@code other}, then this. */
    public Rotation times(Rotation other) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                product[row * 3 + column] = m[row * 3] * other.m[column]
                        + m[row * 3 + 1] * other.m[3 + column]
                        + m[row * 3 + 2] * other.m[6 + column];
            }
        }
        return new Rotation(product);
    }

    public Rotation inverse() {
        return new Rotation(m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]);
    }

    public Vec3 apply(Vec3 v) {
        return new Vec3(
                m[0] * v.x() + m[1] * v.y() + m[2] * v.z(),
                m[3] * v.x() + m[4] * v.y() + m[5] * v.z(),
                m[6] * v.x() + m[7] * v.y() + m[8] * v.z());
    }

    /** Where the axis (0 x, 1 y, 2 z) points to. */
    public Vec3 axis(int column) {
        return new Vec3(m[column], m[3 + column], m[6 + column]);
    }

    public double at(int row, int column) {
        return m[row * 3 + column];
    }

    /** Direction of the own x axis as seen from above. */
    public double yaw() {
        return StrictMath.atan2(m[3], m[0]);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rotation that && Arrays.equals(m, that.m);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m);
    }

    @Override
    public String toString() {
        return "rotation " + toVector();
    }
}

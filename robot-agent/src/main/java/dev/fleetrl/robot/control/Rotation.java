package dev.fleetrl.robot.control;

/**
 * A rotation in space, kept as a row-major 3×3 matrix. {@link StrictMath} and a fixed order of operations, so that a replay
 * of recorded actions is bit-exact on every machine; the simulation's own arithmetic is the same.
 */
public final class Rotation {
    public static final Rotation NONE = new Rotation(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /** Shorter rotation vectors (rad) turn nothing. */
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

    /** Rodrigues: about the vector's direction by its length in rad. */
    public static Rotation ofVector(double vx, double vy, double vz) {
        double angle = Math.sqrt(vx * vx + vy * vy + vz * vz);
        if (angle < TINY) {
            return NONE;
        }
        double x = vx * (1 / angle);
        double y = vy * (1 / angle);
        double z = vz * (1 / angle);
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        double d = 1 - c;
        return new Rotation(
                c + x * x * d,
                x * y * d - z * s,
                x * z * d + y * s,
                y * x * d + z * s,
                c + y * y * d,
                y * z * d - x * s,
                z * x * d - y * s,
                z * y * d + x * s,
                c + z * z * d);
    }

    /** This rotation, then {@code next}, both about the axes of the base frame. */
    public Rotation then(Rotation next) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                product[row * 3 + column] = next.m[row * 3] * m[column]
                        + next.m[row * 3 + 1] * m[3 + column]
                        + next.m[row * 3 + 2] * m[6 + column];
            }
        }
        return new Rotation(product);
    }

    /** A vector, turned; shape [3]. */
    public double[] turned(double x, double y, double z) {
        return new double[] {
            m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z
        };
    }

    public Rotation inverse() {
        return new Rotation(m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]);
    }

    /** Rotation vector (rad); for turns well below half a turn, as those of one step are. Shape [3]. */
    public double[] vector() {
        double x = m[7] - m[5];
        double y = m[2] - m[6];
        double z = m[3] - m[1];
        double twiceSine = Math.sqrt(x * x + y * y + z * z);
        double angle = StrictMath.atan2(twiceSine, m[0] + m[4] + m[8] - 1);
        double scale = twiceSine < TINY ? 0 : angle / twiceSine;
        return new double[] {x * scale, y * scale, z * scale};
    }

    /** Nine numbers, row by row. */
    public double[] matrix() {
        return m.clone();
    }

    boolean isFinite() {
        double sum = 0;
        for (double element : m) {
            sum += element;
        }
        return Double.isFinite(sum);
    }
}

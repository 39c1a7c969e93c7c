package dev.fleetrl.robot.kinematics;

import java.util.List;

/**
 * Moves joint references towards a tool pose: damped least squares with a posture term in the null space (Siciliano et al.,
 * Robotics, 2009, sec. 3.5).
 *
 * <pre>
 *   dq = Jᵀ(JJᵀ + λI)⁻¹ (k·e − J·p) + p,   p = ½(rest − q)
 * </pre>
 *
 * <p>Posture outside the null space leaves 1–2 mm of steady error. References stay within reach of the measured joints, or
 * an arm that is held back winds up and leaps when it comes free.
 */
public final class InverseKinematics {
    private static final double POSTURE_GAIN = 0.5;
    private static final double DAMPING = 1e-3;

    private final KinematicChain chain;
    private final Settings settings;
    private double[] reference;

    /**
     * How it moves.
     *
     * @param gain k, 1/s
     * @param rest posture that joints drift to where the tool does not care; shape [J]
     * @param windUp how far a reference may be from the measured joint, rad or m
     * @param metresPerSecond of the tool; a tool that was kept from following must not leap after
     * @param radiansPerSecond the same
     */
    public record Settings(
            double gain, List<Double> rest, double windUp, double metresPerSecond, double radiansPerSecond) {
        public Settings {
            rest = List.copyOf(rest);
        }
    }

    /** @param measured where the joints are now; shape [J] */
    public InverseKinematics(KinematicChain chain, Settings settings, double[] measured) {
        if (settings.rest().size() != chain.joints().size()) {
            throw new IllegalArgumentException(
                    "the resting posture has " + settings.rest().size() + " joints, the arm "
                            + chain.joints().size());
        }
        this.chain = chain;
        this.settings = settings;
        reference = measured.clone();
    }

    /** Forgets where it was going: after the arm was held or moved by somebody else. */
    public void restart(double[] measured) {
        reference = measured.clone();
    }

    /** Joint references; shape [J]. */
    public double[] reference() {
        return reference.clone();
    }

    /** One tick of {@code seconds} towards {@code target}. */
    public void advance(double[] measured, Pose target, double seconds) {
        double[][] jacobian = chain.jacobian(reference);
        double[] posture = posture();
        double[] task = speed(chain.tool(reference).wayTo(target), settings);
        for (int row = 0; row < 6; row++) {
            for (int j = 0; j < posture.length; j++) {
                task[row] -= jacobian[row][j] * posture[j];
            }
        }
        double[] y = solve(damped(jacobian), task);
        double[] next = new double[posture.length];
        for (int j = 0; j < next.length; j++) {
            double rate = posture[j];
            for (int row = 0; row < 6; row++) {
                rate += jacobian[row][j] * y[row];
            }
            next[j] = bounded(j, rate, measured[j], seconds);
        }
        reference = next;
    }

    /** What is left, times the gain, no faster than the tool may go; shape [6]. */
    private static double[] speed(double[] way, Settings settings) {
        double[] speed = new double[6];
        for (int part = 0; part < 6; part += 3) {
            double most = part == 0 ? settings.metresPerSecond() : settings.radiansPerSecond();
            double length = StrictMath.sqrt(
                    way[part] * way[part] + way[part + 1] * way[part + 1] + way[part + 2] * way[part + 2]);
            double factor = length == 0 ? 0 : Math.min(settings.gain(), most / length);
            for (int axis = part; axis < part + 3; axis++) {
                speed[axis] = factor * way[axis];
            }
        }
        return speed;
    }

    private double[] posture() {
        double[] posture = new double[reference.length];
        for (int j = 0; j < posture.length; j++) {
            posture[j] = POSTURE_GAIN * (settings.rest().get(j) - reference[j]);
        }
        return posture;
    }

    private double bounded(int j, double rate, double measured, double seconds) {
        List<Joint> joints = chain.joints();
        double fastest = joints.get(j).limits().velocity();
        double next = reference[j] + Math.max(-fastest, Math.min(fastest, rate)) * seconds;
        double near = Math.max(measured - settings.windUp(), Math.min(measured + settings.windUp(), next));
        return joints.get(j).inside(near);
    }

    static double[][] damped(double[][] jacobian) {
        double[][] square = new double[6][6];
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 6; column++) {
                double sum = row == column ? DAMPING : 0;
                for (int j = 0; j < jacobian[row].length; j++) {
                    sum += jacobian[row][j] * jacobian[column][j];
                }
                square[row][column] = sum;
            }
        }
        return square;
    }

    /** Of a symmetric positive definite system, by Cholesky; overwrites the matrix. */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? StrictMath.sqrt(sum) : sum / a[j][j];
            }
        }
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}

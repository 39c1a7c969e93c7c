package dev.fleetrl.simulation.arm;

/**
 * Moves joint references towards a tool pose: damped least squares with a posture term in the null space.
 *
 * <pre>
 *   dq = Jᵀ(JJᵀ + λI)⁻¹ (k·e − J·p) + p,   p = ½(home − q)
 * </pre>
 *
 * <p>Posture outside the null space leaves 1–2 mm of steady error, which ruins insertions. References stay within 0.15 rad of
 * the measured joints, or an arm that is held back winds up and leaps when it comes free.
 */
public final class InverseKinematics {
    private static final double GAIN = 12;
    private static final double POSTURE_GAIN = 0.5;
    private static final double DAMPING = 1e-3;
    private static final double WIND_UP = 0.15;

    private final double[] reference = Kinematics.home();
    private final double[] speed = new double[Kinematics.JOINTS];

    /** Joint references, rad; shape [7]. */
    public double reference(int joint) {
        return reference[joint];
    }

    /** How fast the reference moves, rad/s; for the servos' feed-forward. */
    public double speed(int joint) {
        return speed[joint];
    }

    /** One tick of {@code seconds} towards {@code target}. */
    public void advance(double[] measured, Pose target, double seconds) {
        Pose[] links = Kinematics.links(reference);
        Pose tool = Kinematics.tool(links[Kinematics.JOINTS - 1]);
        double[][] jacobian = jacobian(links, tool.position());
        double[] posture = new double[Kinematics.JOINTS];
        double[] home = Kinematics.home();
        for (int i = 0; i < posture.length; i++) {
            posture[i] = POSTURE_GAIN * (home[i] - reference[i]);
        }
        double[] task = error(tool, target);
        for (int row = 0; row < 6; row++) {
            task[row] *= GAIN;
            for (int i = 0; i < posture.length; i++) {
                task[row] -= jacobian[row][i] * posture[i];
            }
        }
        double[] y = Cholesky.solve(damped(jacobian), task);
        for (int i = 0; i < posture.length; i++) {
            double rate = posture[i];
            for (int row = 0; row < 6; row++) {
                rate += jacobian[row][i] * y[row];
            }
            move(i, rate, measured[i], seconds);
        }
    }

    /** One tick towards joints that somebody else chose, as a joint controller takes them; shape [7]. */
    public void follow(double[] measured, double[] wanted, double seconds) {
        for (int i = 0; i < reference.length; i++) {
            move(i, (wanted[i] - reference[i]) / seconds, measured[i], seconds);
        }
    }

    private void move(int joint, double rate, double measured, double seconds) {
        double fastest = Kinematics.FASTEST[joint];
        double next = reference[joint] + clamp(rate, -fastest, fastest) * seconds;
        next = clamp(next, Kinematics.LOWEST[joint], Kinematics.HIGHEST[joint]);
        next = clamp(next, measured - WIND_UP, measured + WIND_UP);
        speed[joint] = clamp((next - reference[joint]) / seconds, -fastest, fastest);
        reference[joint] = next;
    }

    /** Linear rows, then angular; shape [6][7]. */
    static double[][] jacobian(Pose[] links, Vec3 tool) {
        double[][] jacobian = new double[6][links.length];
        for (int i = 0; i < links.length; i++) {
            Vec3 axis = links[i].rotation().axis(2);
            Vec3 linear = axis.cross(tool.minus(links[i].position()));
            double[] column = {linear.x(), linear.y(), linear.z(), axis.x(), axis.y(), axis.z()};
            for (int row = 0; row < 6; row++) {
                jacobian[row][i] = column[row];
            }
        }
        return jacobian;
    }

    /** Position error and half the sum of the axes' cross products, which is the rotation vector for small angles. */
    private static double[] error(Pose tool, Pose target) {
        Vec3 linear = target.position().minus(tool.position());
        Vec3 angular = Vec3.ZERO;
        for (int axis = 0; axis < 3; axis++) {
            angular = angular.plus(
                    tool.rotation().axis(axis).cross(target.rotation().axis(axis)));
        }
        angular = angular.times(0.5);
        return new double[] {linear.x(), linear.y(), linear.z(), angular.x(), angular.y(), angular.z()};
    }

    private static double[][] damped(double[][] jacobian) {
        double[][] square = new double[6][6];
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 6; column++) {
                double sum = row == column ? DAMPING : 0;
                for (int i = 0; i < Kinematics.JOINTS; i++) {
                    sum += jacobian[row][i] * jacobian[column][i];
                }
                square[row][column] = sum;
            }
        }
        return square;
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}

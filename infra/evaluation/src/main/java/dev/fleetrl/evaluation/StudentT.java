package dev.fleetrl.evaluation;

/** Quantile of Student's t, for intervals from few episodes. */
final class StudentT {
    private static final int NORMAL_FROM = 2000;
    private static final int BISECTIONS = 60;

    private StudentT() {}

    /** Answers {@code t} with {@code P(|T| < t) = 0.95}. */
    static double twoSided95(int degreesOfFreedom) {
        if (degreesOfFreedom >= NORMAL_FROM) {
            return WilsonInterval.Z;
        }
        double low = 0;
        double high = 13;
        for (int i = 0; i < BISECTIONS; i++) {
            double t = (low + high) / 2;
            if (central(t, degreesOfFreedom) < 0.95) {
                low = t;
            } else {
                high = t;
            }
        }
        return high;
    }

    /** Answers {@code P(|T| > |t|)}. */
    static double twoSidedP(double t, int degreesOfFreedom) {
        return Math.max(0, 1 - central(Math.abs(t), degreesOfFreedom));
    }

    /** {@code P(|T| < t)} as a finite series (Abramowitz and Stegun 26.7.3 and 26.7.4). */
    private static double central(double t, int degreesOfFreedom) {
        double theta = Math.atan(t / Math.sqrt(degreesOfFreedom));
        boolean odd = degreesOfFreedom % 2 == 1;
        double term = odd ? Math.cos(theta) : 1;
        double sum = degreesOfFreedom == 1 ? 0 : term;
        for (int i = odd ? 3 : 2; i <= degreesOfFreedom - 2; i += 2) {
            term *= Math.cos(theta) * Math.cos(theta) * (i - 1) / i;
            sum += term;
        }
        return odd ? 2 / Math.PI * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
    }
}

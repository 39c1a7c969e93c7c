package dev.fleetrl.evaluation;

import java.util.function.DoubleUnaryOperator;

/**
 * The chance that a positive scores higher than a negative, ties counting half (Mann and Whitney).
 *
 * @param interval from Hanley and McNeil's variance at the bound itself rather than at the estimate (Newcombe 2006, method 5), so that
 *     it stays within [0, 1] and 10 of 10 pairs in order are not certainty. Wilson's interval where there is one of each.
 */
public record AreaUnderRoc(double auc, Interval interval) {
    private static final int BISECTIONS = 60;

    public static AreaUnderRoc of(double[] positives, double[] negatives) {
        int m = positives.length;
        int n = negatives.length;
        if (m == 0 || n == 0) {
            throw new IllegalArgumentException(
                    "an AUC needs both outcomes: there are " + m + " positives and " + n + " negatives");
        }
        double[] all = new double[m + n];
        System.arraycopy(positives, 0, all, 0, m);
        System.arraycopy(negatives, 0, all, m, n);
        double[] ranks = MidRanks.of(all);
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += ranks[i];
        }
        double auc = (sum - m * (m + 1) / 2.0) / ((double) m * n);
        double low = bound(0, auc, theta -> auc - theta - margin(theta, m, n));
        double high = bound(auc, 1, theta -> auc - theta + margin(theta, m, n));
        return new AreaUnderRoc(auc, new Interval(low, high));
    }

    /** {@code z sqrt(θ(1-θ) (1 + N (1-θ)/(2-θ) + N θ/(1+θ)) / (mn))}, {@code N = (m+n)/2 - 1}. */
    private static double margin(double theta, int m, int n) {
        double pairs = (m + n) / 2.0 - 1;
        double factor = 1 + pairs * ((1 - theta) / (2 - theta) + theta / (1 + theta));
        return WilsonInterval.Z * Math.sqrt(theta * (1 - theta) * factor / ((double) m * n));
    }

    /** Where a falling function crosses 0. */
    private static double bound(double from, double to, DoubleUnaryOperator falling) {
        double low = from;
        double high = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (falling.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}

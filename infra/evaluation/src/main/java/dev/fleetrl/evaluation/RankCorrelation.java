package dev.fleetrl.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Spearman's ρ: whether two series rise together, however bent. Ties share the mean of their ranks. */
public final class RankCorrelation {
    private RankCorrelation() {}

    /** In [-1, 1]; 0 where a series does not vary. */
    public static double of(double[] a, double[] b) {
        double[] x = ranks(a);
        double[] y = ranks(b);
        double mean = (a.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx * yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    private static double[] ranks(double[] values) {
        Integer[] ascending = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(ascending, (i, j) -> Double.compare(values[i], values[j]));
        double[] ranks = new double[values.length];
        for (int first = 0; first < ascending.length; ) {
            int last = first;
            while (last + 1 < ascending.length && values[ascending[last + 1]] == values[ascending[first]]) {
                last++;
            }
            for (int i = first; i <= last; i++) {
                ranks[ascending[i]] = (first + last) / 2.0 + 1;
            }
            first = last + 1;
        }
        return ranks;
    }
}

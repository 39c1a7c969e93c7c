package dev.fleetrl.evaluation;

/** Spearman's ρ: whether two series rise together, however bent. Ties share the mean of their ranks. */
public final class RankCorrelation {
    private RankCorrelation() {}

    /** In [-1, 1]; 0 where a series does not vary. */
    public static double of(double[] a, double[] b) {
        double[] x = MidRanks.of(a);
        double[] y = MidRanks.of(b);
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
}

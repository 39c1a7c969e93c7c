package dev.fleetrl.evaluation;

import java.util.List;

/** Wilson's 95 % score interval of a success rate: stays within [0, 1] and is honest at 0 and n successes. */
public final class WilsonInterval {
    static final double Z = 1.959964;

    private WilsonInterval() {}

    /** Answers {@code c ± h}; all of [0, 1] where nothing was tried. */
    public static Interval of(int successes, int trials) {
        return ofClustered(successes, trials, 1, 0);
    }

    /** Of all trials together, with the correlation that is found in them: what differs between trainings is not averaged away. */
    public static Interval ofClusters(List<Trials> clusters) {
        Trials all = Trials.sum(clusters);
        double size = (double) all.trials() / clusters.size();
        return ofClustered(all.successes(), all.trials(), size, IntraclassCorrelation.of(clusters));
    }

    /**
     * For trials in clusters of {@code clusterSize} (a robot, a site, a day) with an intraclass correlation: as many independent
     * trials as remain after dividing by the design effect {@code 1 + (m - 1) ICC}.
     */
    public static Interval ofClustered(int successes, int trials, double clusterSize, double intraclassCorrelation) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
        double designEffect = 1 + (clusterSize - 1) * intraclassCorrelation;
        if (!(designEffect >= 1)) {
            throw new IllegalArgumentException("clusters of " + clusterSize + " with a correlation of "
                    + intraclassCorrelation + " cannot make trials more independent than they are");
        }
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double n = trials / designEffect;
        double p = (double) successes / trials;
        double shrink = 1 + Z * Z / n;
        double c = (p + Z * Z / (2 * n)) / shrink;
        double h = Z / shrink * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Interval(Math.max(0, c - h), Math.min(1, c + h));
    }
}

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

    /**
     * Of all trials together, with the correlation that is found in them: what differs between trainings is not averaged away. A
     * correlation found in few clusters, or not found, is itself uncertain, so the trials count for {@code (z / t(0.975, k-1))²}
     * less yet (Korn and Graubard 1998).
     */
    public static Interval ofClusters(List<Trials> clusters) {
        Trials all = Trials.sum(clusters);
        int k = (int) clusters.stream().filter(cluster -> cluster.trials() > 0).count();
        if (k < 2) {
            return of(all.successes(), all.trials());
        }
        double squares = clusters.stream()
                .mapToDouble(c -> (double) c.trials() * c.trials())
                .sum();
        double designEffect = 1 + (squares / all.trials() - 1) * IntraclassCorrelation.of(clusters);
        double student = StudentT.twoSided95(k - 1) / Z;
        return ofEffective(all.rate(), all.trials() / (designEffect * student * student));
    }

    /**
     * For trials in clusters of {@code clusterSize} (a robot, a site, a day) with an intraclass correlation: as many independent
     * trials as remain after dividing by the design effect {@code 1 + (m - 1) ICC}.
     */
    static Interval ofClustered(int successes, int trials, double clusterSize, double intraclassCorrelation) {
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
        return ofEffective((double) successes / trials, trials / designEffect);
    }

    private static Interval ofEffective(double p, double n) {
        double shrink = 1 + Z * Z / n;
        double c = (p + Z * Z / (2 * n)) / shrink;
        double h = Z / shrink * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Interval(Math.max(0, c - h), Math.min(1, c + h));
    }
}

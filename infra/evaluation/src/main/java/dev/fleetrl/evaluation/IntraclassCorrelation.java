package dev.fleetrl.evaluation;

import java.util.List;

/**
 * How much alike the trials of one cluster are, beside those of others: the analysis-of-variance estimator for successes,
 * {@code ρ = (MSB - MSW) / (MSB + (n₀ - 1) MSW)} (Ridout, Demétrio and Firth 1999), and 0 where it is negative.
 */
public final class IntraclassCorrelation {
    private IntraclassCorrelation() {}

    /** Between 0 and 1; 0 where there is one cluster only, or one trial in each. */
    public static double of(List<Trials> groups) {
        List<Trials> clusters =
                groups.stream().filter(cluster -> cluster.trials() > 0).toList();
        double trials = clusters.stream().mapToInt(Trials::trials).sum();
        int k = clusters.size();
        if (k < 2 || trials == k) {
            return 0;
        }
        double rate = clusters.stream().mapToInt(Trials::successes).sum() / trials;
        double between = 0;
        double within = 0;
        double squares = 0;
        for (Trials cluster : clusters) {
            between += cluster.trials() * (cluster.rate() - rate) * (cluster.rate() - rate) / (k - 1);
            within += cluster.trials() * cluster.rate() * (1 - cluster.rate()) / (trials - k);
            squares += (double) cluster.trials() * cluster.trials();
        }
        double size = (trials - squares / trials) / (k - 1);
        double all = between + (size - 1) * within;
        return all == 0 ? 0 : Math.max(0, (between - within) / all);
    }
}

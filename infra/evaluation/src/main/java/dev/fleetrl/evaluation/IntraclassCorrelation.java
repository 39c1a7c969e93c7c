package dev.fleetrl.evaluation;

import java.util.List;

/**
 * How much alike the trials of one cluster are, beside those of others: the analysis-of-variance estimator for successes,
 * {@code ρ = (MSB - MSW) / (MSB + (n₀ - 1) MSW)} (Ridout, Demétrio and Firth 1999), and 0 where it is negative.
 */
public final class IntraclassCorrelation {
    private IntraclassCorrelation() {}

    /** Of one policy's trials, or one robot's. */
    public record Cluster(int successes, int trials) {
        public Cluster {
            if (trials < 1 || successes < 0 || successes > trials) {
                throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
            }
        }

        private double rate() {
            return (double) successes / trials;
        }
    }

    /** Between 0 and 1; 0 where there is one cluster only, or one trial in each. */
    public static double of(List<Cluster> clusters) {
        double trials = clusters.stream().mapToInt(Cluster::trials).sum();
        int k = clusters.size();
        if (k < 2 || trials == k) {
            return 0;
        }
        double rate = clusters.stream().mapToInt(Cluster::successes).sum() / trials;
        double between = 0;
        double within = 0;
        double squares = 0;
        for (Cluster cluster : clusters) {
            between += cluster.trials * (cluster.rate() - rate) * (cluster.rate() - rate) / (k - 1);
            within += cluster.trials * cluster.rate() * (1 - cluster.rate()) / (trials - k);
            squares += (double) cluster.trials * cluster.trials;
        }
        double size = (trials - squares / trials) / (k - 1);
        double all = between + (size - 1) * within;
        return all == 0 ? 0 : Math.max(0, (between - within) / all);
    }
}

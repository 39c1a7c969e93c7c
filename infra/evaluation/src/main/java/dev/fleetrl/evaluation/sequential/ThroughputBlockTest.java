package dev.fleetrl.evaluation.sequential;

import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import java.util.List;

/**
 * Whether an episode of the canary brings more than one of the baseline in the same block: a success in less robot time, or a
 * success where the other failed. Bets on {@code X = W − L}, the shares of the block's pairs that the canary wins and loses,
 * against H0: E X ≤ 0.
 *
 * <p>Blocks of one robot compare versions on the same hardware in the same hour. It tests which wins more often rather than the
 * mean, so print the intervals of the throughput beside it.
 */
public record ThroughputBlockTest(Wagers wagers) {
    public static ThroughputBlockTest start() {
        return new ThroughputBlockTest(Wagers.NONE);
    }

    /** A block without episodes of both versions says nothing. */
    public ThroughputBlockTest after(List<Episode> canary, List<Episode> baseline) {
        if (canary.isEmpty() || baseline.isEmpty()) {
            return this;
        }
        double sum = 0;
        for (Episode one : canary) {
            for (Episode other : baseline) {
                sum += Double.compare(rate(one), rate(other));
            }
        }
        double weight = wagers.count() + 1;
        double mean = wagers.sum() / weight;
        double variance = (wagers.sumOfSquares() + 0.25) / weight - mean * mean;
        return new ThroughputBlockTest(wagers.after(sum / (canary.size() * baseline.size()), mean, variance));
    }

    /** Of one success: how often it could be had in a second. */
    private static double rate(Episode episode) {
        return episode.success() ? 1 / episode.seconds() : 0;
    }

    public Decision decision(double alpha) {
        return wagers.evidence().decision(alpha);
    }
}

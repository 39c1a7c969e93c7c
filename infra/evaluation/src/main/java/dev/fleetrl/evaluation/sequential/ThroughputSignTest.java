package dev.fleetrl.evaluation.sequential;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whether canary robots win against baseline robots of the same block more often than they lose; ties are dropped. H0: successes
 * of a block are distributed alike. It tests stochastic dominance rather than the mean, so print the interval of the throughput
 * ratio beside it; and robots that differ bias it, so let every robot serve both versions.
 */
public record ThroughputSignTest(int wins, int losses, Evidence evidence) {
    public static ThroughputSignTest start() {
        return new ThroughputSignTest(0, 0, Evidence.NONE);
    }

    /**
     * Each canary robot meets a baseline robot drawn at random, no robot twice, lest the bets depend on each other.
     *
     * @param canary successes of each robot in the block
     */
    public ThroughputSignTest after(List<Integer> canary, List<Integer> baseline, RandomGenerator random) {
        int[] canaries = shuffled(canary, random);
        int[] baselines = shuffled(baseline, random);
        ThroughputSignTest test = this;
        for (int i = 0; i < Math.min(canaries.length, baselines.length); i++) {
            test = test.after(canaries[i], baselines[i]);
        }
        return test;
    }

    /** One pair: {@code E *= 2q} on a win, {@code 2(1 − q)} on a loss, q ≥ ½ estimated from the pairs before. */
    ThroughputSignTest after(int canary, int baseline) {
        if (canary == baseline) {
            return this;
        }
        boolean won = canary > baseline;
        double total = 2.0 + wins + losses;
        return new ThroughputSignTest(
                wins + (won ? 1 : 0),
                losses + (won ? 0 : 1),
                evidence.plus(logFactor((1 + wins) / total, won), logFactor((1 + losses) / total, !won)));
    }

    public Decision decision(double alpha) {
        return evidence.decision(alpha);
    }

    private static double logFactor(double estimate, boolean asBet) {
        double q = Math.max(0.5, estimate);
        return Math.log(2 * (asBet ? q : 1 - q));
    }

    private static int[] shuffled(List<Integer> counts, RandomGenerator random) {
        int[] shuffled = counts.stream().mapToInt(Integer::intValue).toArray();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = kept;
        }
        return shuffled;
    }
}

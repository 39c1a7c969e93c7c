package dev.fleetrl.evaluation.sequential;

/**
 * Whether the canary's mean throughput is higher. Bets on {@code X = (r₁ − r₀) / r_max} of each block; needs no assumption but
 * the cap, and pays for it with time: take {@link ThroughputSignTest} where its null hypothesis will do.
 *
 * @param highestRate physical bound on the successes per robot hour
 */
public record ThroughputMeanTest(double highestRate, Wagers wagers) {
    public ThroughputMeanTest {
        if (!(highestRate > 0)) {
            throw new IllegalArgumentException("the highest rate must be positive, not " + highestRate);
        }
    }

    public static ThroughputMeanTest start(double highestRate) {
        return new ThroughputMeanTest(highestRate, Wagers.NONE);
    }

    /**
     * An episode counts in the block in which it ended.
     *
     * @param canaryRate successes per robot hour
     */
    public ThroughputMeanTest after(double canaryRate, double baselineRate) {
        if (!(Math.min(canaryRate, baselineRate) >= 0 && Math.max(canaryRate, baselineRate) <= highestRate)) {
            throw new IllegalArgumentException("rates " + canaryRate + " and " + baselineRate
                    + " must be within the physical bounds 0 and " + highestRate);
        }
        int n = wagers.count();
        double mean = n == 0 ? 0 : wagers.sum() / n;
        double variance = n == 0 ? 0 : wagers.sumOfSquares() / n - mean * mean + 0.01 / (n + 1);
        return new ThroughputMeanTest(
                highestRate, wagers.after((canaryRate - baselineRate) / highestRate, mean, variance));
    }

    public Decision decision(double alpha) {
        return wagers.evidence().decision(alpha);
    }
}

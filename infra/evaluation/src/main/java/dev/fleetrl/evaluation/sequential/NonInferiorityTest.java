package dev.fleetrl.evaluation.sequential;

/**
 * Whether the canary is at most a margin δ worse. Bets on {@code X = (x − y + δ) / (1 + δ)}, x and y the two success rates of a
 * block, against H0: p₁ ≤ p₀ − δ; rolls back where the mirror shows p₁ &lt; p₀ − δ.
 *
 * @param margin δ, as a difference of success rates
 */
public record NonInferiorityTest(double margin, Wagers wagers) {
    public NonInferiorityTest {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("the margin must be in [0, 1), not " + margin);
        }
    }

    public static NonInferiorityTest start(double margin) {
        return new NonInferiorityTest(margin, Wagers.NONE);
    }

    /** A block without episodes of both versions says nothing; collect larger ones. */
    public NonInferiorityTest after(Block block) {
        if (block.isOneSided()) {
            return this;
        }
        double x = (block.difference() + margin) / (1 + margin);
        double weight = wagers.count() + 1;
        double mean = wagers.sum() / weight;
        double variance = (wagers.sumOfSquares() + 0.25) / weight - mean * mean;
        return new NonInferiorityTest(margin, wagers.after(x, mean, variance));
    }

    public Decision decision(double alpha) {
        return wagers.evidence().decision(alpha);
    }
}

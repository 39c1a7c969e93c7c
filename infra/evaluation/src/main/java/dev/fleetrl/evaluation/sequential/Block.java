package dev.fleetrl.evaluation.sequential;

/**
 * Episodes that ended between two looks at a test. Any shares of canary and baseline; neither may depend on outcomes of the same
 * block.
 */
public record Block(int canarySuccesses, int canaryEpisodes, int baselineSuccesses, int baselineEpisodes) {
    static final Block EMPTY = new Block(0, 0, 0, 0);

    public Block {
        if (canarySuccesses < 0
                || canarySuccesses > canaryEpisodes
                || baselineSuccesses < 0
                || baselineSuccesses > baselineEpisodes) {
            throw new IllegalArgumentException("canary " + canarySuccesses + " of " + canaryEpisodes + ", baseline "
                    + baselineSuccesses + " of " + baselineEpisodes + ": successes must be within the episodes");
        }
    }

    /** One episode of each. */
    public static Block pair(boolean canarySucceeded, boolean baselineSucceeded) {
        return new Block(canarySucceeded ? 1 : 0, 1, baselineSucceeded ? 1 : 0, 1);
    }

    Block plus(Block next) {
        return new Block(
                canarySuccesses + next.canarySuccesses,
                canaryEpisodes + next.canaryEpisodes,
                baselineSuccesses + next.baselineSuccesses,
                baselineEpisodes + next.baselineEpisodes);
    }

    boolean isOneSided() {
        return canaryEpisodes == 0 || baselineEpisodes == 0;
    }

    /** Canary's rate less the baseline's. */
    double difference() {
        return (double) canarySuccesses / canaryEpisodes - (double) baselineSuccesses / baselineEpisodes;
    }
}

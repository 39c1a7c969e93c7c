package dev.fleetrl.evaluation.sequential;

/**
 * Whether the canary succeeds more often: e-process of two Bernoulli streams (Turner, Ly and Grünwald, 2021) against H0: p₁ ≤ p₀.
 * Estimates t₁, t₀ come from the blocks before; with their pool t* the block multiplies the wealth by
 *
 * <pre>∏ canary (x ? t₁/t* : (1−t₁)/(1−t*)) · ∏ baseline (y ? t₀/t* : (1−t₀)/(1−t*))     where t₁ &gt; t₀, else by 1</pre>
 *
 * @param seen all blocks so far
 */
public record SuperiorityTest(Block seen, Evidence evidence) {
    /** Beta(2, 1) for the version that is claimed to be better, Beta(1, 2) for the other. */
    private static final int PRIOR_EPISODES = 3;

    public static SuperiorityTest start() {
        return new SuperiorityTest(Block.EMPTY, Evidence.NONE);
    }

    public SuperiorityTest after(Block block) {
        double claimedCanary = rate(2, seen.canarySuccesses(), seen.canaryEpisodes());
        double plainBaseline = rate(1, seen.baselineSuccesses(), seen.baselineEpisodes());
        double plainCanary = rate(1, seen.canarySuccesses(), seen.canaryEpisodes());
        double claimedBaseline = rate(2, seen.baselineSuccesses(), seen.baselineEpisodes());
        double better = claimedCanary > plainBaseline ? logFactor(block, claimedCanary, plainBaseline) : 0;
        double worse = claimedBaseline > plainCanary ? logFactor(block, plainCanary, claimedBaseline) : 0;
        return new SuperiorityTest(seen.plus(block), evidence.plus(better, worse));
    }

    public Decision decision(double alpha) {
        return evidence.decision(alpha);
    }

    private static double rate(int priorSuccesses, int successes, int episodes) {
        return (double) (priorSuccesses + successes) / (PRIOR_EPISODES + episodes);
    }

    private static double logFactor(Block block, double canary, double baseline) {
        if (block.isOneSided()) {
            return 0;
        }
        double pooled = (block.canaryEpisodes() * canary + block.baselineEpisodes() * baseline)
                / (block.canaryEpisodes() + block.baselineEpisodes());
        return logRatio(block.canarySuccesses(), block.canaryEpisodes(), canary, pooled)
                + logRatio(block.baselineSuccesses(), block.baselineEpisodes(), baseline, pooled);
    }

    private static double logRatio(int successes, int episodes, double rate, double pooled) {
        return successes * Math.log(rate / pooled) + (episodes - successes) * Math.log((1 - rate) / (1 - pooled));
    }
}

package dev.fleetrl.value.critic;

/**
 * The critic, how it learns and what it is measured by.
 *
 * @param groups mini-groups in one training step; each has three frames and four pairs, and two frames for the done head
 * @param learningRate at its peak
 * @param maxShiftPixels augmentation: all frames of a group are moved alike by up to so much
 * @param nearSeconds distance of neighbouring frames; 0.2 s in the paper
 * @param stillBelow σ of {@link dev.fleetrl.value.critic.progress.PairSampler}
 * @param wrongInstruction share of groups that are shown a wrong instruction; 0.05 in the paper
 * @param strideSeconds dt of the questions that are asked of an episode
 * @param heldOutFraction share of the episodes that are only measured on
 * @param calibrationFraction share of the episodes that only calibrate the done detector
 * @param doneFalsePositives share of the failures, and of the successes before they are done, in which the done detector may fire
 * @param leastVoc an episode below is not to be imitated
 * @param threads that TensorFlow computes with; part of what fixes the result's bits
 */
public record CriticConfig(
        CriticSizes sizes,
        int groups,
        double learningRate,
        int maxShiftPixels,
        double nearSeconds,
        double stillBelow,
        double wrongInstruction,
        double strideSeconds,
        double heldOutFraction,
        double calibrationFraction,
        double doneFalsePositives,
        double leastVoc,
        int threads) {
    public CriticConfig {
        if (!(heldOutFraction >= 0 && calibrationFraction >= 0 && heldOutFraction + calibrationFraction < 1)) {
            throw new IllegalArgumentException("heldOutFraction " + heldOutFraction + " and calibrationFraction "
                    + calibrationFraction + " must leave something to train on");
        }
        if (!(doneFalsePositives >= 0 && doneFalsePositives < 1)) {
            throw new IllegalArgumentException(
                    "doneFalsePositives must be at least 0 and below 1, not " + doneFalsePositives);
        }
        if (groups < 1 || threads < 1) {
            throw new IllegalArgumentException("groups " + groups + " and threads " + threads + " must be at least 1");
        }
        if (!(strideSeconds > 0 && nearSeconds > 0)) {
            throw new IllegalArgumentException(
                    "strideSeconds " + strideSeconds + " and nearSeconds " + nearSeconds + " must be above 0");
        }
    }

    /** dt in steps. */
    public int stride(int hz) {
        return steps(strideSeconds, hz);
    }

    static int steps(double seconds, int hz) {
        return (int) Math.max(1, Math.round(seconds * hz));
    }
}

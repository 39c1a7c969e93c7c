package dev.fleetrl.policy.condition;

/**
 * How a chunk goes on from the one that is still being executed: real-time chunking, arXiv 2506.07339.
 *
 * <p>The first d actions will have been executed before the answer comes, and are fixed; the rest of what was planned pulls, the
 * less the further ahead; what lies beyond is free.
 *
 * <pre>
 *   W_i = 1                                 i &lt; d
 *       = c_i (e^{c_i} - 1) / (e - 1)       d ≤ i &lt; n,    c_i = (n - i) / (n - d + 1)
 *       = 0                                 i ≥ n
 * </pre>
 *
 * @param planned n, how many actions of the chunk before are still to come
 * @param delay d, how many of them will have been executed before the answer comes
 */
public record Continuation(int planned, int delay) {
    /** The paper's; at the flow's two ends the pull would be without bounds. */
    private static final double MOST_PULL = 5;

    public Continuation {
        if (planned < 1 || delay < 0 || delay > planned) {
            throw new IllegalArgumentException(
                    "a chunk cannot go on from " + planned + " planned actions after " + delay + " of them");
        }
    }

    /** W_i: how much a chunk's i-th action must be the one that was planned, 0 to 1. */
    public double weight(int i) {
        if (i < delay) {
            return 1;
        }
        if (i >= planned) {
            return 0;
        }
        double c = (planned - i) / (planned - delay + 1.0);
        return c * Math.expm1(c) / Math.expm1(1);
    }

    /**
     * How hard the flow is pulled towards what was planned, at time t from noise (0) to actions (1): (1 - t) / (t r²), with r² =
     * (1 - t)² / (t² + (1 - t)²), and never more than 5.
     */
    public static double pull(double t) {
        double left = 1 - t;
        return t == 0 || left == 0 ? MOST_PULL : Math.min(MOST_PULL, (t * t + left * left) / (t * left));
    }
}

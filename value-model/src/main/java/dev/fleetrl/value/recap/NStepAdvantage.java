package dev.fleetrl.value.recap;

import java.util.Arrays;

/**
 * How much better the next N steps went than the value function had expected (π*0.6, App. F):
 *
 * <pre>
 *   A_t = g_t − g_{t+N} + V(o_{t+N}) − V(o_t)    while t + N &lt; n
 *   A_t = g_t − V(o_t)                           from there on
 * </pre>
 *
 * <p>Undiscounted. g_t − g_{t+N} is the normalised reward in between, whatever the normalisation.
 */
public final class NStepAdvantage {
    private NStepAdvantage() {}

    /** N, which is given in seconds because a robot that records faster looks just as far. */
    public static int lookaheadSteps(double seconds, int hz) {
        return (int) Math.max(1, Math.round(seconds * hz));
    }

    /** Answers A_t from g_t and V(o_t), all of shape [T]. */
    public static float[] of(float[] returns, float[] values, int lookahead) {
        int[] none = new int[returns.length];
        Arrays.fill(none, returns.length);
        return of(returns, values, lookahead, none);
    }

    /**
     * The same, but no step looks past the next takeover: the slip before it is not credited with the rescue after it. The time
     * that is left of the look-ahead is lost as if the driver had stood still, or the last steps before a takeover, which
     * called for it, would be blamed least:
     *
     * <pre>  A_t = g_t − g_h + (min(t + N, n) − h) (g_{h−1} − g_h) + V(o_h) − V(o_t)    for a takeover at h &lt; t + N</pre>
     *
     * <p>Not in the paper (ADR 22).
     *
     * @param nextTakeover see {@link Takeovers#next}; shape [T]
     */
    public static float[] of(float[] returns, float[] values, int lookahead, int[] nextTakeover) {
        if (returns.length != values.length || returns.length != nextTakeover.length) {
            throw new IllegalArgumentException(returns.length + " returns but " + values.length + " values and "
                    + nextTakeover.length + " takeovers");
        }
        if (lookahead < 1) {
            throw new IllegalArgumentException("lookahead " + lookahead + " < 1");
        }
        int length = returns.length;
        float[] advantages = new float[length];
        for (int t = 0; t < length; t++) {
            int end = Math.min(t + lookahead, length);
            int horizon = Math.min(t + lookahead, nextTakeover[t]);
            double expected = horizon < length ? (double) values[horizon] - returns[horizon] : 0;
            double lost = horizon < end ? (end - horizon) * ((double) returns[horizon - 1] - returns[horizon]) : 0;
            advantages[t] = (float) (expected + returns[t] - values[t] + lost);
        }
        return advantages;
    }
}

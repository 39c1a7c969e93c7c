package dev.fleetrl.value.recap;

/**
 * The return of an episode (π*0.6, Eq. 5), normalised per task to [-1, 0]:
 *
 * <pre>
 *   R_t = −min(n − 1 − t, H_l − 1)        after a success, n steps in all
 *   R_t = −min(n − 1 − t, H_l − 1) − C    after a failure
 *   g_t = R_t / (H_l + C)
 * </pre>
 *
 * <p>An episode outlasts the limit by what does not count against it: people's help, and the wait for it of a policy that the
 * guard braked. Its first steps all owe H_l − 1, so that H_l stays the task's and does not move with the data; N-step advantages
 * see no time pass there (ADR 16).
 *
 * <p>The paper leaves open how C and the normalisation go together. In this form a failure keeps its remaining time, and
 * with C ≥ H_l successes lie above {@link #edge()} and failures do not, so that P(success) can be read off the values'
 * distribution; clipping failures at −1 would lose both.
 *
 * @param horizonSteps H_l: steps that the task's time limit allows
 * @param failureCostSteps C
 */
public record NormalisedReturn(int horizonSteps, double failureCostSteps) {
    public NormalisedReturn {
        if (horizonSteps < 1 || failureCostSteps < 0) {
            throw new IllegalArgumentException(
                    "horizon " + horizonSteps + " < 1 or failure cost " + failureCostSteps + " < 0");
        }
    }

    /** With C = c · H_l, c being {@code failureCost}. */
    public static NormalisedReturn of(int horizonSteps, double failureCost) {
        return new NormalisedReturn(horizonSteps, failureCost * horizonSteps);
    }

    /** Answers g_t; shape [T]. */
    public float[] returns(int steps, boolean success) {
        float[] returns = new float[steps];
        for (int t = 0; t < steps; t++) {
            int left = Math.min(steps - 1 - t, horizonSteps - 1);
            double owed = -left - (success ? 0 : failureCostSteps);
            returns[t] = (float) (owed / (horizonSteps + failureCostSteps));
        }
        return returns;
    }

    /** Below every success: the return of one that would still need the whole horizon. */
    public double edge() {
        return -horizonSteps / (horizonSteps + failureCostSteps);
    }
}

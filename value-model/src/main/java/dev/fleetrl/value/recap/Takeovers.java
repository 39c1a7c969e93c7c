package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import java.util.List;

/** Where people took the robot over from the policy. */
public final class Takeovers {
    private Takeovers() {}

    /**
     * For each step, the index of the next takeover after it, or T where none comes.
     *
     * <p>A takeover begins where the policy stopped acting: at the first of the steps in which the robot held still for it.
     */
    public static int[] next(List<ActionSource> sources) {
        int[] next = new int[sources.size()];
        int upcoming = sources.size();
        boolean corrected = false;
        for (int t = sources.size() - 1; t >= 0; t--) {
            next[t] = upcoming;
            corrected = isTaken(sources.get(t)) && (corrected || isCorrection(sources.get(t)));
            if (corrected && (t == 0 || !isTaken(sources.get(t - 1)))) {
                upcoming = t;
            }
        }
        return next;
    }

    private static boolean isCorrection(ActionSource source) {
        return source instanceof ActionSource.Correction;
    }

    private static boolean isTaken(ActionSource source) {
        return isCorrection(source) || source instanceof ActionSource.Hold;
    }
}

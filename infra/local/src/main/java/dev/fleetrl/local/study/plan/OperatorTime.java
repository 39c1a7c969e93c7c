package dev.fleetrl.local.study.plan;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Step;
import java.util.List;

/**
 * How long people were busy with an episode, from what was recorded: from the moment when the driver no longer acts to the one
 * when it acts again, where a person drove in between, and the reaction before it.
 */
public final class OperatorTime {
    /** Mean of the scripted person's U[0.5 s, 1.5 s] between seeing that help is needed and asking for the arm. */
    public static final double REACTION_SECONDS = 1.0;

    private OperatorTime() {}

    /** Waiting for a person after the guard's brake counts, too: it makes the control's share of minutes larger, not smaller. */
    public static double seconds(List<Step> steps, int hz) {
        double seconds = 0;
        int attended = 0;
        boolean helped = false;
        for (Step step : steps) {
            boolean driven = step.source() instanceof ActionSource.Policy;
            if (driven) {
                seconds += helped ? REACTION_SECONDS + (double) attended / hz : 0;
                attended = 0;
                helped = false;
            } else {
                attended++;
                helped |= step.isCorrection();
            }
        }
        return seconds + (helped ? REACTION_SECONDS + (double) attended / hz : 0);
    }
}

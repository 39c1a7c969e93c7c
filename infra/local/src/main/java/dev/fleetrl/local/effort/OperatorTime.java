package dev.fleetrl.local.effort;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Step;
import java.util.List;

/**
 * How long people were busy with an episode, reaching and reset included.
 *
 * @param seconds of work: a reset, and of a demonstration its length, of practice each intervention with the reaction before it
 * @param attendedSeconds the same where somebody must keep an eye on the robot all the time, as one person with one robot does
 */
public record OperatorTime(double seconds, double attendedSeconds) {
    /** Mean of the scripted person's U[0.5 s, 1.5 s] between seeing that help is needed and asking for the arm: the reaching. */
    public static final double REACTION_SECONDS = 1.0;

    /** To lay out the scene for the next start. Stated, not measured: the simulation's resets cost nobody anything. */
    public static final double RESET_SECONDS = 10;

    /** Somebody shows it from end to end. */
    public static OperatorTime ofDemonstration(double lengthSeconds) {
        double seconds = lengthSeconds + RESET_SECONDS;
        return new OperatorTime(seconds, seconds);
    }

    /**
     * Somebody resets it, and in a supervised episode watches and helps. An intervention lasts from the moment when the policy no
     * longer acts to the one when it acts again, so that waiting for a person after the guard's brake counts as work.
     */
    public static OperatorTime ofPractice(List<Step> steps, int hz, double lengthSeconds, boolean isSupervised) {
        double handsOn = handsOnSeconds(steps, hz);
        double attended = isSupervised ? Math.max(handsOn, lengthSeconds) : handsOn;
        return new OperatorTime(handsOn + RESET_SECONDS, attended + RESET_SECONDS);
    }

    private static double handsOnSeconds(List<Step> steps, int hz) {
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

    /** Where the cell lays out its scenes by itself. */
    OperatorTime withoutReset() {
        return new OperatorTime(seconds - RESET_SECONDS, attendedSeconds - RESET_SECONDS);
    }

    public OperatorTime plus(OperatorTime other) {
        return new OperatorTime(seconds + other.seconds, attendedSeconds + other.attendedSeconds);
    }
}

package dev.fleetrl.contracts;

import java.util.Set;

/**
 * An outcome and why.
 *
 * @param reason a code such as {@code in-bin}, {@code time-out}, {@code stalled}, {@code operator}, {@code agent-restarted}
 */
public record Ending(Outcome outcome, String reason, OutcomeSource source) {
    /** The simulation's solver broke down. */
    public static final String PHYSICS = "physics";

    /** The scene could not be varied as it was asked to be. */
    public static final String VARIATION = "variation";

    /** A person paused recording. */
    public static final String RECORDING_PAUSED = "recording-paused";

    /** The done detector, which was asked for success, said nothing for too long. */
    public static final String DETECTOR_SILENT = "detector-silent";

    /** The done detector saw the task done at its first look: the scene was not laid out. */
    public static final String DONE_AT_START = "done-at-start";

    /** The task became done while nobody drove: that may be the work of a hand in the cell. */
    public static final String DONE_WHILE_HELD = "done-while-held";

    /** People who looked at the sealed episode later said otherwise than whoever judged it first, or as a critic did. */
    public static final String RELABELLED = "relabelled";

    private static final Set<String> OF_THE_SEED = Set.of(PHYSICS, VARIATION);

    /** Of the next episode the done detector would say the same: somebody has to look first. */
    public boolean wantsPerson() {
        return outcome == Outcome.ABORTED && (reason.equals(DETECTOR_SILENT) || reason.equals(DONE_AT_START));
    }

    /** What people said later, in place of what was sealed. */
    public static Ending relabelled(Outcome outcome) {
        return new Ending(outcome, RELABELLED, OutcomeSource.HUMAN);
    }

    /** No verdict, and no other attempt at this start would come to one. */
    public boolean isOfTheSeed() {
        return outcome == Outcome.ABORTED && OF_THE_SEED.contains(reason);
    }
}

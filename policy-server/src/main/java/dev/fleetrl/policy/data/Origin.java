package dev.fleetrl.policy.data;

/**
 * What is known of the episode that a step was recorded in.
 *
 * @param succeeded whether it ended well, with or without help
 * @param assisted whether a person corrected in it; an assisted success is not the policy's own
 * @param newest whether it is of the newest practice
 */
public record Origin(boolean succeeded, boolean assisted, boolean newest) {
    /** Demonstrations that failed are not learned from, so these succeeded. */
    public static final Origin DEMONSTRATED = new Origin(true, false, false);

    public boolean isAutonomousSuccess() {
        return succeeded && !assisted;
    }
}

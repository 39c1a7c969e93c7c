package dev.fleetrl.contracts;

/**
 * A robot asks for a person, or the progress critic for it.
 *
 * @param reason such as {@code policy-silent}; {@code critic-stalled} and {@code critic-sliding} say that the task does not get
 *     on, and the robot goes on meanwhile
 */
public record HelpRequest(RobotId robot, EpisodeId episode, String reason, long atMillis) {
    /** The script that lays out the scene after the episode has failed. */
    public static final String RESET_FAILED = "reset-failed";
}

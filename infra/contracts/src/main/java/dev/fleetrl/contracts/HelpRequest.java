package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.Set;

/**
 * A robot asks for a person, or the progress critic for it.
 *
 * @param reason such as {@code policy-silent}; {@code critic-stalled} and {@code critic-sliding} say that the task does not get
 *     on, and the robot goes on meanwhile
 * @param stalledSeconds how long the critic has seen no new best of the progress; absent where a robot asks
 * @param valueDrop how far the progress has fallen from its best, 0 to 1; absent where a robot asks
 */
public record HelpRequest(
        RobotId robot,
        EpisodeId episode,
        String reason,
        long atMillis,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> stalledSeconds,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> valueDrop) {
    /** The script that lays out the scene after the episode has failed. */
    public static final String RESET_FAILED = "reset-failed";

    private static final Set<String> BETWEEN_EPISODES =
            Set.of(RESET_FAILED, Ending.DETECTOR_SILENT, Ending.DONE_AT_START);
    private static final String CRITICS = "critic-";

    /** A robot asks. */
    public HelpRequest(RobotId robot, EpisodeId episode, String reason, long atMillis) {
        this(robot, episode, reason, atMillis, Optional.empty(), Optional.empty());
    }

    /** Whether the robot waits until somebody comes. */
    public boolean isBlocking() {
        return !reason.startsWith(CRITICS);
    }

    /** Whether the state was told before the call, and says nothing of what came of it. */
    public boolean isNewerThan(RobotState state) {
        return state.atMillis() < atMillis;
    }

    /** Whether what it was about is over, by what the robot has said since: its episode, or the reset after that. */
    public boolean isOver(RobotState state) {
        if (isNewerThan(state)) {
            return false;
        }
        boolean runs = state.episode()
                .filter(running -> running.plan().episode().equals(episode))
                .isPresent();
        return !runs && !(BETWEEN_EPISODES.contains(reason) && state.isAt(Activity.RESETTING));
    }
}

package dev.fleetrl.contracts;

import java.util.List;
import java.util.Optional;

/**
 * A call for help as the queue has it.
 *
 * @param task absent between two episodes
 * @param sinceMillis since when nobody is there; a second call of the same robot does not begin anew
 * @param operator who has claimed it, or holds the robot
 * @param escalated somebody saw that it needs somebody else; it comes before all others
 * @param stalledSeconds as the newest call says it, see {@link HelpRequest}
 * @param valueDrop likewise
 * @param score by the configured order of help, highest first; empty where that order leaves it out
 * @param why what the score is made of, for a person
 */
public record HelpTicket(
        RobotId robot,
        EpisodeId episode,
        String reason,
        Optional<TaskId> task,
        long sinceMillis,
        State state,
        Optional<OperatorId> operator,
        boolean escalated,
        Optional<Double> stalledSeconds,
        Optional<Double> valueDrop,
        List<Double> score,
        String why) {
    /** OPEN, then CLAIMED while somebody is on their way, then TAKEN while they hold the robot. */
    public enum State {
        OPEN,
        CLAIMED,
        TAKEN
    }

    public HelpTicket {
        score = List.copyOf(score);
    }
}

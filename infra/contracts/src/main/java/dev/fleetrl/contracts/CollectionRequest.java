package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Asks the fleet for a batch of episodes. Asking again with the same id changes nothing, so that a script can be repeated.
 *
 * @param driver a policy version, or a demonstrator
 * @param episodes how many episodes with a verdict (ABANDONED and ABORTED ones are repeated)
 * @param firstSeed the episodes take this seed and the next ones
 * @param pace see {@link EpisodePlan#pace()}
 * @param variation see {@link EpisodePlan#variation()}
 * @param robot the only robot that it is for; needed where a person is the demonstrator, who is at one robot
 */
public record CollectionRequest(
        CollectionId id,
        TaskId task,
        Cohort cohort,
        ActionSource driver,
        int episodes,
        long firstSeed,
        double pace,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Variation> variation,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RobotId> robot) {
    /** In the scene of training. */
    public CollectionRequest(
            CollectionId id,
            TaskId task,
            Cohort cohort,
            ActionSource driver,
            int episodes,
            long firstSeed,
            double pace) {
        this(id, task, cohort, driver, episodes, firstSeed, pace, Optional.empty(), Optional.empty());
    }

    /** A person shows the task at one robot, in their own time. */
    public static CollectionRequest shownBy(
            OperatorId person, CollectionId id, TaskId task, RobotId robot, int episodes, long firstSeed) {
        return new CollectionRequest(
                id,
                task,
                Cohort.TRAIN,
                new ActionSource.Demonstration(person),
                episodes,
                firstSeed,
                1,
                Optional.empty(),
                Optional.of(robot));
    }
}

package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One episode as the controller asks for it. It fixes everything before the first step.
 *
 * @param episode id of the episode to record
 * @param collection the batch that it belongs to
 * @param task what to do
 * @param cohort what it counts for
 * @param driver who acts unless a person takes over: a policy version, or a demonstrator
 * @param seed start state and every random draw of the episode
 * @param pace simulated seconds a second; 0 is as fast as the machine can. A robot of metal knows only 1.
 * @param variation how the scene differs from training; none, and absent from the message, in all but evaluations of
 *     generalisation
 */
public record EpisodePlan(
        EpisodeId episode,
        CollectionId collection,
        TaskId task,
        Cohort cohort,
        ActionSource driver,
        long seed,
        double pace,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Variation> variation) {
    /** In the scene of training. */
    public EpisodePlan(
            EpisodeId episode,
            CollectionId collection,
            TaskId task,
            Cohort cohort,
            ActionSource driver,
            long seed,
            double pace) {
        this(episode, collection, task, cohort, driver, seed, pace, Optional.empty());
    }
}

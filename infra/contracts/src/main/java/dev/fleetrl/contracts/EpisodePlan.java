package dev.fleetrl.contracts;

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
 */
public record EpisodePlan(
        EpisodeId episode,
        CollectionId collection,
        TaskId task,
        Cohort cohort,
        ActionSource driver,
        long seed,
        double pace) {}

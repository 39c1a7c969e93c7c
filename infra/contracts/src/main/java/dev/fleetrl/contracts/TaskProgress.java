package dev.fleetrl.contracts;

/**
 * The progress critic has looked at a step of an episode that runs.
 *
 * @param value v, the share of the task that is done (VLAC): mostly 0 to 1, below 0 where the critic sees less than at the start
 */
public record TaskProgress(RobotId robot, EpisodeId episode, int step, double value) {}

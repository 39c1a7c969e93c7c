package dev.fleetrl.contracts;

/**
 * Where an episode of a rollout belongs: the few episodes of one robot that are compared with one another.
 *
 * @param version whose rollout it is
 * @param stage how many stages the rollouts of this version and task have come to; blocks of another one are not compared any more
 * @param number of this robot's blocks, counted from 0
 */
public record RolloutBlock(PolicyVersion version, int stage, int number) {}

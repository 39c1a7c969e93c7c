package dev.fleetrl.contracts;

/**
 * An episode of a rollout that has a verdict.
 *
 * @param success without a person's help
 * @param seconds robot time
 */
public record Trial(EpisodeId episode, boolean success, double seconds) {}

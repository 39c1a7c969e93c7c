package dev.fleetrl.episodes;

/**
 * What a progress critic says of one step (VLAC).
 *
 * @param step index within the episode
 * @param progress v_i, the share of the task that is done, 0 to 1
 * @param delta c from a stride before to this step: the share of what then remained, -1 to 1
 * @param done probability that the task is done; means nothing until the critic's done detector is calibrated
 * @param masked whether imitation should leave the action out
 */
public record ProgressStep(int step, float progress, float delta, float done, boolean masked) {}

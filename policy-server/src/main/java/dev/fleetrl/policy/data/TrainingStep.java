package dev.fleetrl.policy.data;

import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.condition.Indicator;

/**
 * One step to learn from.
 *
 * @param observation its index in the set's observations
 * @param indicator what the labels say; NONE where there are no labels
 */
public record TrainingStep(int observation, Acted acted, Indicator indicator) {}

package dev.fleetrl.policy.checkpoint;

import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.network.NetworkConfig;

/** What must travel with the weights: the network's sizes, and the scales of its actions. Stands in {@code network.json}. */
public record ServedNetwork(NetworkConfig network, ActionNormalisation normalisation) {}

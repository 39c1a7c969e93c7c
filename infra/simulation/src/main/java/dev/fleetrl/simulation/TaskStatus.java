package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Ending;
import java.util.Optional;

/**
 * The judge's view of the running episode.
 *
 * @param step whole steps since the start
 * @param ending stays once it is there
 */
public record TaskStatus(int step, int stage, String stageName, double metresToGo, Optional<Ending> ending) {}

package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Vec;

/**
 * One step of the scripted expert.
 *
 * @param label what was meant, to learn from; shape [7]
 * @param executed what to do, disturbed; shape [7]
 */
public record ExpertAction(Vec label, Vec executed) {}

package dev.fleetrl.simulation;

import dev.fleetrl.simulation.arm.ToolTarget;

/**
 * Where an expert wants the tool next, in a straight line.
 *
 * @param metresPerStep how fast at most, in 1/10 s
 */
public record Goal(ToolTarget target, double metresPerStep) {}

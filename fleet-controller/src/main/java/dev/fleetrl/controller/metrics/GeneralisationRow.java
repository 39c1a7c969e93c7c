package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Interval;

/**
 * How one policy does one task where the scene differs from training's in one way.
 *
 * @param axis {@code vision}, {@code semantics} or {@code execution}; {@code training} for the scene of training
 * @param variation such as {@code vision.light.2}; {@code none} in the scene of training
 * @param severity 0 is the training distribution, 1 weak, 2 strong
 * @param episodes evaluated, with a verdict
 */
public record GeneralisationRow(
        PolicyVersion version,
        TaskId task,
        String axis,
        String variation,
        int severity,
        int episodes,
        int successes,
        double successRate,
        Interval successInterval) {}

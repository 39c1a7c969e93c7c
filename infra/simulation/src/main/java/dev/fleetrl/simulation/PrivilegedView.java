package dev.fleetrl.simulation;

import dev.fleetrl.simulation.arm.ToolTarget;

/**
 * What a person at the table would see, and a policy does not: how it really goes.
 *
 * @param fumbled the fingers closed on nothing where they should have held something
 * @param commanded where the tool is told to be
 * @param goal what an expert would do next
 * @param ended the judge has spoken
 */
public record PrivilegedView(
        int stage, double metresToGo, boolean fumbled, ToolTarget commanded, Goal goal, boolean ended) {}

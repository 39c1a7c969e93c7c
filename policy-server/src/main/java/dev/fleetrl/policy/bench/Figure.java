package dev.fleetrl.policy.bench;

/**
 * One measured number.
 *
 * @param target a bound from above, in the same unit
 */
public record Figure(String metric, double value, String unit, double target) {}

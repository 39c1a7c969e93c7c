package dev.fleetrl.simulation.bench;

/**
 * One measured number.
 *
 * @param target what it ought to be, as text; empty if it is only for information
 */
public record Figure(String metric, double value, String unit, String target) {}

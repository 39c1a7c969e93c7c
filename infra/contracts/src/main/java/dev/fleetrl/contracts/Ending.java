package dev.fleetrl.contracts;

/**
 * An outcome and why.
 *
 * @param reason a code such as {@code in-bin}, {@code time-out}, {@code stalled}, {@code operator}, {@code agent-restarted}
 */
public record Ending(Outcome outcome, String reason, OutcomeSource source) {}

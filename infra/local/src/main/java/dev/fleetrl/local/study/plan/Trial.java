package dev.fleetrl.local.study.plan;

/**
 * One evaluation episode, which nobody helped.
 *
 * @param seconds of robot time
 * @param reason why it ended
 */
public record Trial(long start, boolean success, double seconds, String reason) {}

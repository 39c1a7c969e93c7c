package dev.fleetrl.local.study.plan;

/**
 * One evaluation episode with a verdict, which nobody helped.
 *
 * @param activeSeconds see {@link RobotTime}
 * @param grossSeconds see {@link RobotTime}
 * @param reason why it ended
 */
public record Trial(long start, boolean success, double activeSeconds, double grossSeconds, String reason) {}

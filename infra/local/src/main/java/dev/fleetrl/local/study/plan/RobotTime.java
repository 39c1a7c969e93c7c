package dev.fleetrl.local.study.plan;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.local.effort.OperatorTime;
import java.util.List;

/**
 * What an episode cost the robot.
 *
 * @param activeSeconds in which somebody acted; of an evaluation, the policy
 * @param grossSeconds from the episode's beginning to its end by the robot's clock, so with holds and with waiting for the
 *     policy's answers and for a person's verdict, and the reset before it as it was measured; where nobody measured it, the stated one
 */
public record RobotTime(double activeSeconds, double grossSeconds) {
    private static final double MILLIS = 1e3;

    public static RobotTime of(EpisodeManifest episode, List<Step> steps) {
        long acted = steps.stream()
                .filter(step -> !(step.source() instanceof ActionSource.Hold))
                .count();
        double reset = episode.resetMillis().map(millis -> millis / MILLIS).orElse(OperatorTime.RESET_SECONDS);
        double label = episode.labelMillis().orElse(0L) / MILLIS;
        return new RobotTime((double) acted / episode.hz(), reset + lasted(episode, steps) + label);
    }

    /** Seconds from an episode's beginning to its end by the robot's clock, without reset and verdict. */
    public static double lasted(EpisodeManifest episode, List<Step> steps) {
        return steps.isEmpty()
                ? 0
                : (steps.get(steps.size() - 1).atMillis() - episode.startedAtMillis()) / MILLIS + 1.0 / episode.hz();
    }
}

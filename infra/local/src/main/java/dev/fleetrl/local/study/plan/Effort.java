package dev.fleetrl.local.study.plan;

import dev.fleetrl.local.effort.OperatorTime;

/**
 * What people did for one round's practice, or for its demonstrations in their place.
 *
 * @param operatorSeconds see {@link OperatorTime}; what the matched control is given
 * @param attendedSeconds the same with the watching, see {@link OperatorTime}
 * @param autonomousSuccesses episodes of practice that succeeded without help
 * @param robotSeconds of all episodes
 */
public record Effort(
        int episodes,
        int autonomousSuccesses,
        int intervenedEpisodes,
        int interventions,
        long correctionSteps,
        long steps,
        double robotSeconds,
        double operatorSeconds,
        double attendedSeconds) {
    public static final Effort NONE = new Effort(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Of both. */
    public Effort plus(Effort other) {
        return new Effort(
                episodes + other.episodes,
                autonomousSuccesses + other.autonomousSuccesses,
                intervenedEpisodes + other.intervenedEpisodes,
                interventions + other.interventions,
                correctionSteps + other.correctionSteps,
                steps + other.steps,
                robotSeconds + other.robotSeconds,
                operatorSeconds + other.operatorSeconds,
                attendedSeconds + other.attendedSeconds);
    }
}

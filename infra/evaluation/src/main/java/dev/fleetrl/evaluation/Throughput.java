package dev.fleetrl.evaluation;

import java.util.List;

/**
 * The two throughputs of the same episodes, never to be mixed.
 *
 * @param active per hour in which the policy ran
 * @param gross per hour of everything, with reset, hold, waiting for an operator and for inference
 */
public record Throughput(ThroughputEstimate active, ThroughputEstimate gross) {
    /**
     * One episode.
     *
     * @param activeSeconds while the policy ran, to the end of the episode or the time limit
     * @param grossSeconds from the end of the episode before, so with everything that kept the robot
     */
    public record Episode(boolean success, double activeSeconds, double grossSeconds) {
        public Episode {
            if (activeSeconds > grossSeconds) {
                throw new IllegalArgumentException(
                        "an episode of " + grossSeconds + " s cannot be active for " + activeSeconds + " s");
            }
        }
    }

    public static Throughput of(List<Episode> episodes) {
        return new Throughput(
                ThroughputEstimate.of(episodes.stream()
                        .map(e -> new ThroughputEstimate.Episode(e.success(), e.activeSeconds()))
                        .toList()),
                ThroughputEstimate.of(episodes.stream()
                        .map(e -> new ThroughputEstimate.Episode(e.success(), e.grossSeconds()))
                        .toList()));
    }
}

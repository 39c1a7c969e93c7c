package dev.fleetrl.local.demo;

import java.util.List;
import java.util.Optional;

/**
 * What the demo measured of one policy version. Every figure is of this run.
 *
 * @param episodes evaluation episodes, on held-out starts; scripted people leave them alone
 * @param assisted evaluation episodes in which a real person took over all the same; each counts as a failure
 * @param successInterval 95 %, Wilson
 * @param throughputPerHour successes per hour of robot time, failures counted with their whole length
 * @param throughputInterval 95 %, ratio of sums; absent below two episodes
 * @param practiceEpisodes episodes that this version practised, in front of people who correct
 * @param interventions takeovers while this version practised
 * @param correctionSteps steps that people drove while this version practised
 * @param trainSeconds training of the policy; labels and the value function not counted
 * @param rollout what became of it beside the published version; absent of those that were evaluated. Its episodes are then the canary's, at
 *     starts of their own
 * @param differenceToBase success rate minus the base's, with {@code differenceInterval} (95 %, Newcombe)
 */
public record VersionRow(
        String version,
        String task,
        String recipe,
        int episodes,
        int successes,
        int assisted,
        double successRate,
        List<Double> successInterval,
        double throughputPerHour,
        Optional<List<Double>> throughputInterval,
        int practiceEpisodes,
        int interventions,
        int correctionSteps,
        double trainSeconds,
        Optional<Double> differenceToBase,
        Optional<List<Double>> differenceInterval,
        Optional<String> rollout) {}

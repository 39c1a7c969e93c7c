package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.InterventionRate;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate.Count;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How much people helped, in episodes with a verdict. Hours are robot time in episodes.
 *
 * @param share of the episodes in which a person corrected
 * @param shareInterval Wilson's
 * @param perEpisode takeovers: runs of corrections
 * @param perHour takeovers an hour, a ratio of sums
 * @param perHourInterval absent below two episodes
 * @param minutesPerHour minutes an hour in which people drove
 * @param minutesPerHourInterval absent, too, where nobody drove
 * @param stepShare HIL-SERL's intervention rate: the share of the steps that people drove
 */
public record Assistance(
        double share,
        Interval shareInterval,
        double perEpisode,
        double perHour,
        Optional<Interval> perHourInterval,
        double minutesPerHour,
        Optional<Interval> minutesPerHourInterval,
        double stepShare) {
    private static final double SECONDS_PER_MINUTE = 60;

    static Assistance of(List<EpisodeManifest> judged) {
        ThroughputEstimate takeovers = hourly(judged, EpisodeManifest::interventions);
        ThroughputEstimate minutes = hourly(judged, e -> Cell.correctionSeconds(e) / SECONDS_PER_MINUTE);
        InterventionRate rate = new InterventionRate(
                judged.size(),
                (int) judged.stream().filter(EpisodeManifest::isAssisted).count(),
                judged.stream().mapToInt(EpisodeManifest::interventions).sum(),
                judged.stream().mapToLong(EpisodeManifest::correctionSteps).sum(),
                judged.stream().mapToLong(EpisodeManifest::steps).sum(),
                takeovers.hours());
        return new Assistance(
                judged.isEmpty() ? 0 : (double) rate.intervenedEpisodes() / judged.size(),
                rate.episodeShareInterval(),
                rate.perEpisode(),
                takeovers.perHour(),
                takeovers.interval(),
                minutes.perHour(),
                minutes.perHour() == 0 ? Optional.empty() : minutes.interval(),
                rate.stepShare());
    }

    private static ThroughputEstimate hourly(List<EpisodeManifest> judged, ToDoubleFunction<EpisodeManifest> events) {
        return ThroughputEstimate.ofCounts(judged.stream()
                .map(e -> new Count(events.applyAsDouble(e), Cell.seconds(e)))
                .toList());
    }
}

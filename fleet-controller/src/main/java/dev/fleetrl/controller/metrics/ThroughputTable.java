package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.evaluation.CycleTimes;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One row for each task, policy version and cohort; see {@link Cell} for what has none. */
public final class ThroughputTable {
    private static final double MILLIS_PER_SECOND = 1000;

    private ThroughputTable() {}

    /** Answers the rows by task, then version, then cohort. */
    public static List<ThroughputRow> of(
            List<EpisodeManifest> episodes, Function<PolicyVersion, Optional<PolicyManifest>> registered) {
        return Cell.of(episodes).entrySet().stream()
                .map(cell -> row(
                        cell.getKey(),
                        cell.getValue(),
                        registered.apply(cell.getKey().version())))
                .toList();
    }

    private static ThroughputRow row(Cell cell, List<EpisodeManifest> all, Optional<PolicyManifest> policy) {
        List<EpisodeManifest> judged = Cell.judged(all);
        int n = judged.size();
        int successes = Cell.successes(judged);
        List<Episode> timed = timed(judged, Cell::seconds);
        ThroughputEstimate throughput = ThroughputEstimate.of(timed);
        CycleTimes cycles = CycleTimes.of(timed);
        return new ThroughputRow(
                cell.version(),
                cell.task(),
                cell.cohort(),
                n,
                successes,
                (int) judged.stream().filter(EpisodeManifest::isAssisted).count(),
                all.size() - n,
                n == 0 ? 0 : (double) successes / n,
                WilsonInterval.of(successes, n),
                throughput.perHour(),
                throughput.interval(),
                gross(judged),
                judged.stream().mapToInt(EpisodeManifest::interventions).sum(),
                judged.stream().mapToInt(EpisodeManifest::correctionSteps).sum(),
                Assistance.of(judged),
                present(cycles.medianSeconds()),
                present(cycles.p90Seconds()),
                policy.map(PolicyManifest::trainSeconds),
                policy.map(PolicyManifest::recipe));
    }

    private static Optional<Double> gross(List<EpisodeManifest> judged) {
        return judged.stream().map(EpisodeManifest::grossMillis).allMatch(Optional::isPresent)
                ? Optional.of(
                        ThroughputEstimate.of(timed(judged, e -> e.grossMillis().orElseThrow() / MILLIS_PER_SECOND))
                                .perHour())
                : Optional.empty();
    }

    private static List<Episode> timed(List<EpisodeManifest> judged, ToDoubleFunction<EpisodeManifest> seconds) {
        return judged.stream()
                .map(e -> new Episode(e.isAutonomousSuccess(), seconds.applyAsDouble(e)))
                .toList();
    }

    private static Optional<Double> present(OptionalDouble quantile) {
        return quantile.isPresent() ? Optional.of(quantile.getAsDouble()) : Optional.empty();
    }
}

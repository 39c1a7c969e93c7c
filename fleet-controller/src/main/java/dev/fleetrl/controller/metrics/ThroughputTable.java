package dev.fleetrl.controller.metrics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One row for each task, policy version and cohort. Demonstrations have no version and no row; episodes in a varied scene
 * have none either, because their rates are never pooled with others.
 */
public final class ThroughputTable {
    private static final double MILLIS_PER_SECOND = 1000;

    private ThroughputTable() {}

    /** Answers the rows by task, then version, then cohort. */
    public static List<ThroughputRow> of(
            List<EpisodeManifest> episodes, Function<PolicyVersion, Optional<PolicyManifest>> registered) {
        Comparator<Cell> order = Comparator.comparing((Cell cell) -> cell.task().value())
                .thenComparing(cell -> cell.version().value())
                .thenComparing(Cell::cohort);
        TreeMap<Cell, List<EpisodeManifest>> cells = episodes.stream()
                .filter(episode -> episode.plan().driver() instanceof ActionSource.Policy)
                .filter(episode -> episode.plan().variation().isEmpty())
                .collect(groupingBy(Cell::of, () -> new TreeMap<>(order), toList()));
        return cells.entrySet().stream()
                .map(cell -> row(
                        cell.getKey(),
                        cell.getValue(),
                        registered.apply(cell.getKey().version())))
                .toList();
    }

    private static ThroughputRow row(Cell cell, List<EpisodeManifest> all, Optional<PolicyManifest> policy) {
        List<EpisodeManifest> judged =
                all.stream().filter(ThroughputTable::isJudged).toList();
        int n = judged.size();
        int successes = (int)
                judged.stream().filter(EpisodeManifest::isAutonomousSuccess).count();
        ThroughputEstimate throughput = throughput(judged, EpisodeManifest::durationMillis);
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
                policy.map(PolicyManifest::trainSeconds),
                policy.map(PolicyManifest::recipe));
    }

    private static Optional<Double> gross(List<EpisodeManifest> judged) {
        return judged.stream().map(EpisodeManifest::grossMillis).allMatch(Optional::isPresent)
                ? Optional.of(
                        throughput(judged, episode -> episode.grossMillis().orElseThrow())
                                .perHour())
                : Optional.empty();
    }

    private static ThroughputEstimate throughput(List<EpisodeManifest> judged, ToLongFunction<EpisodeManifest> millis) {
        return ThroughputEstimate.of(judged.stream()
                .map(e -> new Episode(e.isAutonomousSuccess(), millis.applyAsLong(e) / MILLIS_PER_SECOND))
                .toList());
    }

    private static boolean isJudged(EpisodeManifest episode) {
        Outcome outcome = episode.ending().outcome();
        return outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE;
    }

    private record Cell(TaskId task, PolicyVersion version, Cohort cohort) {
        static Cell of(EpisodeManifest episode) {
            ActionSource.Policy driver = (ActionSource.Policy) episode.plan().driver();
            return new Cell(
                    episode.plan().task(), driver.version(), episode.plan().cohort());
        }
    }
}

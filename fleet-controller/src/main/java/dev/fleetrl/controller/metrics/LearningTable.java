package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.review.Review;
import dev.fleetrl.evaluation.ReturnOnHumanEffort;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Learning curves: each version of a task by round, with what it can do and what people put in (return on human effort). */
public final class LearningTable {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MILLIS_PER_SECOND = 1000;

    private LearningTable() {}

    /**
     * Answers the rows by task, then round, then version.
     *
     * @param rounds in the order asked
     * @param reviews what people have said of an episode
     */
    public static List<LearningRow> of(
            List<EpisodeManifest> episodes,
            List<RoundView> rounds,
            Function<PolicyVersion, Optional<PolicyManifest>> registered,
            Function<EpisodeManifest, Review> reviews) {
        Lineage lineage = new Lineage(episodes, rounds, registered, reviews);
        Map<Cell, List<EpisodeManifest>> cells = Cell.of(episodes);
        return ThroughputTable.of(episodes, registered).stream()
                .map(row -> row(
                        row,
                        lineage,
                        Cell.judged(cells.getOrDefault(new Cell(row.task(), row.version(), Cohort.TRAIN), List.of()))))
                .sorted(Comparator.comparing((LearningRow row) -> row.task().value())
                        .thenComparingInt(LearningRow::round)
                        .thenComparing(row -> row.version().value())
                        .thenComparing(LearningRow::cohort))
                .toList();
    }

    private static LearningRow row(ThroughputRow row, Lineage lineage, List<EpisodeManifest> practice) {
        List<EpisodeManifest> learned = lineage.learnedFrom(row.version()).stream()
                .filter(episode -> episode.plan().task().equals(row.task()))
                .toList();
        int successes = Cell.successes(practice);
        double practiceMinutes = minutes(practice, e -> true, Cell::correctionSeconds);
        return new LearningRow(
                row.version(),
                row.task(),
                row.cohort(),
                lineage.number(row.version()),
                lineage.madeBy(row.version()),
                lineage.parent(row.version()),
                row.recipe(),
                row.episodes(),
                row.successes(),
                row.successRate(),
                row.successInterval(),
                row.throughputPerHour(),
                row.throughputInterval(),
                minutes(learned, LearningTable::isDemonstration, Cell::seconds),
                minutes(learned, e -> !isDemonstration(e), Cell::correctionSeconds),
                minutes(learned, e -> true, e -> e.resetMillis().orElse(0L) / MILLIS_PER_SECOND),
                practice.size(),
                successes,
                practiceMinutes,
                practice.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ReturnOnHumanEffort(successes, practiceMinutes).rohe()));
    }

    private static boolean isDemonstration(EpisodeManifest episode) {
        return episode.plan().driver() instanceof ActionSource.Demonstration;
    }

    private static double minutes(
            List<EpisodeManifest> episodes,
            Predicate<EpisodeManifest> which,
            ToDoubleFunction<EpisodeManifest> seconds) {
        return episodes.stream().filter(which).mapToDouble(seconds).sum() / SECONDS_PER_MINUTE;
    }
}

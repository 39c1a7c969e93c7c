package dev.fleetrl.controller.metrics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is never pooled: one task, one policy, one cohort. */
record Cell(TaskId task, PolicyVersion version, Cohort cohort) {
    private static final double MILLIS_PER_SECOND = 1000;

    private static final Comparator<Cell> ORDER = Comparator.comparing(
                    (Cell cell) -> cell.task().value())
            .thenComparing(cell -> cell.version().value())
            .thenComparing(Cell::cohort);

    /**
     * Episodes by cell, in order. Demonstrations have no version and no cell; those in a varied scene have none either,
     * because their rates are never pooled with others.
     */
    static SortedMap<Cell, List<EpisodeManifest>> of(List<EpisodeManifest> episodes) {
        return ofAnyScene(episodes.stream()
                .filter(episode -> episode.plan().variation().isEmpty())
                .toList());
    }

    static SortedMap<Cell, List<EpisodeManifest>> ofAnyScene(List<EpisodeManifest> episodes) {
        return episodes.stream()
                .filter(episode -> episode.plan().driver() instanceof ActionSource.Policy)
                .collect(groupingBy(Cell::of, () -> new TreeMap<>(ORDER), toList()));
    }

    static List<EpisodeManifest> judged(List<EpisodeManifest> episodes) {
        return episodes.stream().filter(Cell::isJudged).toList();
    }

    static int successes(List<EpisodeManifest> episodes) {
        return (int)
                episodes.stream().filter(EpisodeManifest::isAutonomousSuccess).count();
    }

    static double seconds(EpisodeManifest episode) {
        return episode.durationMillis() / MILLIS_PER_SECOND;
    }

    /** How long people drove; a correction's steps are as long as any other. */
    static double correctionSeconds(EpisodeManifest episode) {
        return (double) episode.correctionSteps() / episode.hz();
    }

    static boolean isJudged(EpisodeManifest episode) {
        Outcome outcome = episode.ending().outcome();
        return outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE;
    }

    private static Cell of(EpisodeManifest episode) {
        ActionSource.Policy driver = (ActionSource.Policy) episode.plan().driver();
        return new Cell(episode.plan().task(), driver.version(), episode.plan().cohort());
    }
}

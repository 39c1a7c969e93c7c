package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.evaluation.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a label run's side-cars what P(success) was at the first step of each practice episode, and keeps it for the last
 * run; what came of the episode is as people say now. One thread at a time.
 */
final class SuccessForecasts {
    private final LabelStore labels;
    private @Nullable LabelRunId last;
    private final Map<EpisodeId, Optional<Double>> predicted = new HashMap<>();

    SuccessForecasts(LabelStore labels) {
        this.labels = labels;
    }

    /** @param run a finished one: nothing is added to it any more */
    SortedMap<TaskId, List<Forecast>> of(LabelRunId run, List<EpisodeManifest> episodes) {
        if (!run.equals(last)) {
            predicted.clear();
            last = run;
        }
        SortedMap<TaskId, List<Forecast>> made = new TreeMap<>(Comparator.comparing(TaskId::value));
        for (EpisodeManifest episode : episodes) {
            if (isPractice(episode)) {
                predicted
                        .computeIfAbsent(episode.episode(), id -> read(run, id))
                        .ifPresent(probability -> made.computeIfAbsent(
                                        episode.plan().task(), task -> new ArrayList<>())
                                .add(new Forecast(probability, episode.isAutonomousSuccess())));
            }
        }
        return made;
    }

    private Optional<Double> read(LabelRunId run, EpisodeId episode) {
        List<LabelledStep> steps =
                labels.holds(run, episode) ? labels.read(run, episode).steps() : List.of();
        return steps.stream().findFirst().map(step -> Math.min(1, Math.max(0, (double) step.successProbability())));
    }

    private static boolean isPractice(EpisodeManifest episode) {
        Outcome outcome = episode.ending().outcome();
        return episode.plan().driver() instanceof ActionSource.Policy
                && (outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE);
    }
}

package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.evaluation.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a label run's side-cars what P(success) was at the first step of each practice episode; keeps the last run's. One
 * thread at a time.
 */
final class SuccessForecasts {
    private final LabelStore labels;
    private @Nullable LabelRunId last;
    private SortedMap<TaskId, List<Forecast>> kept = none();

    SuccessForecasts(LabelStore labels) {
        this.labels = labels;
    }

    /** @param run a finished one: nothing is added to it any more */
    SortedMap<TaskId, List<Forecast>> of(LabelRunId run, List<EpisodeManifest> episodes) {
        if (!run.equals(last)) {
            SortedMap<TaskId, List<Forecast>> read = none();
            for (EpisodeManifest episode : episodes) {
                if (isPractice(episode) && labels.holds(run, episode.episode())) {
                    add(read, episode, labels.read(run, episode.episode()).steps());
                }
            }
            kept = read;
            last = run;
        }
        return kept;
    }

    private static SortedMap<TaskId, List<Forecast>> none() {
        return new TreeMap<>(Comparator.comparing(TaskId::value));
    }

    private static boolean isPractice(EpisodeManifest episode) {
        Outcome outcome = episode.ending().outcome();
        return episode.plan().driver() instanceof ActionSource.Policy
                && (outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE);
    }

    private static void add(SortedMap<TaskId, List<Forecast>> read, EpisodeManifest episode, List<LabelledStep> steps) {
        if (!steps.isEmpty()) {
            double predicted = Math.min(1, Math.max(0, steps.get(0).successProbability()));
            read.computeIfAbsent(episode.plan().task(), task -> new ArrayList<>())
                    .add(new Forecast(predicted, episode.isAutonomousSuccess()));
        }
    }
}

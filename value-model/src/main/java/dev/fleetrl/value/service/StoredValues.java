package dev.fleetrl.value.service;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.episodes.UnreadableFileException;
import dev.fleetrl.value.recap.JudgedEpisode;
import dev.fleetrl.value.recap.LabelRefused;
import dev.fleetrl.value.recap.NormalisedReturn;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that another run stored beside its labels, so that relabelling with another ε or N trains and infers nothing. */
final class StoredValues {
    private final LabelStore labels;

    StoredValues(LabelStore labels) {
        this.labels = labels;
    }

    /** Refuses values of other episodes, or in another normalisation: they would not be comparable with the returns. */
    SnapshotLabelling.Values of(
            LabelSettings settings, List<JudgedEpisode> judged, Map<TaskId, NormalisedReturn> normalisations) {
        LabelRunId run = settings.valuesOf().orElseThrow();
        LabelRunManifest manifest = labels.find(run)
                .orElseThrow(() -> new LabelRefused(
                        "label run " + run + " is not finished, so there are no values of it to take"));
        normalisations.forEach((task, returns) -> checkNormalisation(manifest, task, returns));
        List<ValuedEpisode> valued = new ArrayList<>();
        for (JudgedEpisode episode : judged) {
            valued.add(valued(run, episode));
        }
        return new SnapshotLabelling.Values(manifest.values(), valued, manifest.metrics(), healthFlags(manifest));
    }

    private static void checkNormalisation(LabelRunManifest manifest, TaskId task, NormalisedReturn returns) {
        TaskLabels own = manifest.of(task)
                .orElseThrow(() -> new LabelRefused("label run " + manifest.run() + " has no values of task " + task));
        var stored = new NormalisedReturn(own.horizonSteps(), own.failureCostSteps());
        if (!stored.equals(returns)) {
            throw new LabelRefused("the values of label run " + manifest.run() + " count " + stored.horizonSteps()
                    + " steps and " + stored.failureCostSteps() + " for a failure of task " + task + ", not "
                    + returns.horizonSteps() + " and " + returns.failureCostSteps()
                    + "; keep its failureCost and time limit, or train anew");
        }
    }

    private ValuedEpisode valued(LabelRunId run, JudgedEpisode episode) {
        List<LabelledStep> steps = read(run, episode).steps();
        if (steps.size() != episode.steps()) {
            throw new LabelRefused("label run " + run + " has " + steps.size() + " values for the " + episode.steps()
                    + " steps of episode " + episode.id() + "; train anew");
        }
        float[] values = new float[steps.size()];
        float[] successProbabilities = new float[steps.size()];
        for (int t = 0; t < values.length; t++) {
            values[t] = steps.get(t).value();
            successProbabilities[t] = steps.get(t).successProbability();
        }
        return new ValuedEpisode(episode, Vec.of(values), Vec.of(successProbabilities));
    }

    private EpisodeLabels read(LabelRunId run, JudgedEpisode episode) {
        try {
            return labels.read(run, episode.id());
        } catch (UnreadableFileException e) {
            throw new LabelRefused("label run " + run + " has no values of episode " + episode.id()
                    + "; name a run of the same episodes, or train anew");
        }
    }

    /** What was said of the value function still holds; what was said of the tasks is found again. */
    private static List<String> healthFlags(LabelRunManifest manifest) {
        return manifest.flags().stream()
                .filter(flag -> flag.startsWith("ignores-picture:")
                        || flag.startsWith("not-measured:")
                        || flag.startsWith("not-calibrated:"))
                .toList();
    }
}

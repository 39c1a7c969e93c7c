package dev.fleetrl.policy.data;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SealedEpisode;
import java.io.IOException;
import java.util.List;

/** The labels of one run, as recipes see them. */
record RunLabels(LabelStore store, LabelRunManifest run) {
    static RunLabels open(LabelStore store, LabelRunId run) throws IOException {
        return new RunLabels(
                store,
                store.find(run)
                        .orElseThrow(() -> new IOException("label run " + run + " is not finished; label first")));
    }

    /** None where the run is one of pre-training. */
    List<CollectionId> newestPractice() {
        return run.settings().newestPractice();
    }

    /** One for each step. */
    List<StepLabel> of(SealedEpisode episode) throws IOException {
        if (!store.holds(run.run(), episode.manifest().episode())) {
            throw new IOException("label run " + run.run() + " has no labels of episode "
                    + episode.manifest().episode()
                    + "; name a run over all collections of the round, or ask for labels");
        }
        List<LabelledStep> steps =
                store.read(run.run(), episode.manifest().episode()).steps();
        if (steps.size() != episode.steps().size()) {
            throw new IOException("label run " + run.run() + " has " + steps.size() + " labels for the "
                    + episode.steps().size() + " steps of " + episode.manifest().episode() + "; label again");
        }
        return steps.stream()
                .map(step -> new StepLabel(step.normalisedReturn(), step.value(), step.advantage(), step.positive()))
                .toList();
    }
}

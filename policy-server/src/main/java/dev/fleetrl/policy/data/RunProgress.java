package dev.fleetrl.policy.data;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.episodes.ProgressStep;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the progress critic of one run wants imitation to leave out (VLAC). */
record RunProgress(ProgressStore store, LabelRunId run) {
    static RunProgress open(ProgressStore store, LabelRunId run) throws IOException {
        if (!store.has(run)) {
            throw new IOException(
                    "label run " + run + " trained no progress critic, and 'progressFilter' asks what it says;"
                            + " ask for labels with criticSteps, or for no filter");
        }
        return new RunProgress(store, run);
    }

    /** The same steps; those that led back, or of an episode that did not get on, are left out. Nobody acts in a hold. */
    List<Acted> filtered(SealedEpisode episode, List<Acted> acted) throws IOException {
        EpisodeManifest manifest = episode.manifest();
        List<ProgressStep> steps = store.read(run, manifest.episode());
        if (steps.size() != acted.size()) {
            throw new IOException("label run " + run + " knows the progress of " + steps.size() + " steps, and "
                    + manifest.episode() + " has " + acted.size() + "; label again");
        }
        List<Acted> filtered = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean isLeft = steps.get(i).masked() && acted.get(i).source() != SourceKind.HOLD;
            filtered.add(isLeft ? acted.get(i).left() : acted.get(i));
        }
        return filtered;
    }
}

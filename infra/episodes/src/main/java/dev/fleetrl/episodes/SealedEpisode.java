package dev.fleetrl.episodes;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Step;
import java.util.List;

/** One whole episode, which nothing changes any more. */
public record SealedEpisode(EpisodeManifest manifest, List<Step> steps) {
    public SealedEpisode {
        steps = List.copyOf(steps);
        if (manifest.steps() != steps.size()) {
            throw new IllegalArgumentException("episode " + manifest.episode() + " has " + steps.size()
                    + " steps but its manifest says " + manifest.steps());
        }
    }

    /** The same steps under another manifest, as where it is judged otherwise. */
    public SealedEpisode as(EpisodeManifest other) {
        return new SealedEpisode(other, steps);
    }

    /** Where an episode lies, below the store. */
    public static String fileOf(EpisodePlan plan) {
        return plan.collection() + "/" + plan.episode() + ".parquet";
    }

    public boolean isSuccess() {
        return manifest.ending().outcome() == Outcome.SUCCESS;
    }
}

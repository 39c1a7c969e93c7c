package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeManifest;
import java.util.List;

/**
 * A collection that is complete.
 *
 * @param beta of guidance while it was collected
 * @param episodes one for each seed, by seed; of those in which even the start went wrong there is no verdict
 * @param virtualSeconds that passed on the site
 * @param cost what it took of this machine
 * @param commit of the sources that ran it
 */
public record Collected(
        CollectionRequest request,
        double beta,
        List<EpisodeManifest> episodes,
        double virtualSeconds,
        Cost cost,
        String commit) {
    public Collected {
        episodes = List.copyOf(episodes);
    }

    /** Those that count in rates. */
    public List<EpisodeManifest> judged() {
        return episodes.stream()
                .filter(episode -> !episode.ending().isOfTheSeed())
                .toList();
    }
}

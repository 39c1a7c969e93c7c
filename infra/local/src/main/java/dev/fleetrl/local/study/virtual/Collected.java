package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeManifest;
import java.util.List;

/**
 * A collection that is complete.
 *
 * @param beta of guidance while it was collected
 * @param episodes one for each seed, by seed
 * @param virtualSeconds that passed on the site
 * @param cost what it took of this machine
 */
public record Collected(
        CollectionRequest request, double beta, List<EpisodeManifest> episodes, double virtualSeconds, Cost cost) {
    public Collected {
        episodes = List.copyOf(episodes);
    }
}

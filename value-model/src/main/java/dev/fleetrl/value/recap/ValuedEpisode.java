package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Vec;
import java.util.List;

/**
 * What labelling needs of one episode that ended in success or failure.
 *
 * @param values V(o_t); shape [T]
 * @param successProbabilities shape [T]
 */
public record ValuedEpisode(
        EpisodeId id,
        CollectionId collection,
        int hz,
        boolean success,
        List<ActionSource> sources,
        Vec values,
        Vec successProbabilities) {
    public ValuedEpisode {
        sources = List.copyOf(sources);
        if (values.size() != sources.size() || successProbabilities.size() != sources.size()) {
            throw new IllegalArgumentException("episode " + id + " has " + sources.size() + " steps but "
                    + values.size() + " values and " + successProbabilities.size() + " probabilities");
        }
    }
}

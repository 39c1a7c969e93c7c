package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.Vec;

/**
 * An episode and what the value function says of it.
 *
 * @param values V(o_t); shape [T]
 * @param successProbabilities shape [T]
 */
public record ValuedEpisode(JudgedEpisode episode, Vec values, Vec successProbabilities) {
    public ValuedEpisode {
        if (values.size() != episode.steps() || successProbabilities.size() != episode.steps()) {
            throw new IllegalArgumentException("episode " + episode.id() + " has " + episode.steps() + " steps but "
                    + values.size() + " values and " + successProbabilities.size() + " probabilities");
        }
    }
}

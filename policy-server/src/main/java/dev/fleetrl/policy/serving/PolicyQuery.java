package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import java.util.Map;

/**
 * One robot's question: what to do next.
 *
 * @param pictures by camera
 * @param state proprioception, shape [P]
 * @param noiseSeed where the flow starts; the same question gets the same answer
 */
public record PolicyQuery(
        Map<String, Picture> pictures,
        Vec state,
        String instruction,
        Indicator indicator,
        Guidance guidance,
        long noiseSeed) {
    public PolicyQuery {
        pictures = Map.copyOf(pictures);
    }
}

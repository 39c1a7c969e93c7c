package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import java.util.Map;
import java.util.Optional;

/**
 * One robot's question: what to do next.
 *
 * @param pictures by camera
 * @param state proprioception, shape [P]
 * @param guidance none leaves it to the policy, whose manifest says what it is evaluated with
 * @param noiseSeed where the flow starts; the same question gets the same answer
 */
public record PolicyQuery(
        Map<String, Picture> pictures,
        Vec state,
        String instruction,
        Indicator indicator,
        Optional<Guidance> guidance,
        long noiseSeed) {
    public PolicyQuery {
        pictures = Map.copyOf(pictures);
    }

    /** Under a guidance of the asker's. */
    public PolicyQuery(
            Map<String, Picture> pictures,
            Vec state,
            String instruction,
            Indicator indicator,
            Guidance guidance,
            long noiseSeed) {
        this(pictures, state, instruction, indicator, Optional.of(guidance), noiseSeed);
    }
}

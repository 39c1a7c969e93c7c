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
 * @param underWay what the robot goes on doing meanwhile; none where it waits for the answer
 */
public record PolicyQuery(
        Map<String, Picture> pictures,
        Vec state,
        String instruction,
        Indicator indicator,
        Optional<Guidance> guidance,
        long noiseSeed,
        Optional<UnderWay> underWay) {
    public PolicyQuery {
        pictures = Map.copyOf(pictures);
    }

    /**
     * The rest of the chunk that is being executed.
     *
     * @param actions from the question's moment on, shape [n · A], in the robot's units
     * @param delay how many of them will have been executed before the answer comes
     */
    public record UnderWay(Vec actions, int delay) {}

    /** The same, asked while something is under way. */
    public PolicyQuery during(UnderWay rest) {
        return new PolicyQuery(pictures, state, instruction, indicator, guidance, noiseSeed, Optional.of(rest));
    }

    /** Under a guidance of the asker's, who waits. */
    public PolicyQuery(
            Map<String, Picture> pictures,
            Vec state,
            String instruction,
            Indicator indicator,
            Guidance guidance,
            long noiseSeed) {
        this(pictures, state, instruction, indicator, Optional.of(guidance), noiseSeed, Optional.empty());
    }
}

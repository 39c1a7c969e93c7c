package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Choice;
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
 * @param noise the flow's initial noise itself, of the one chunk that there is then; the seed does not matter
 * @param choice how many chunks to choose from, and how
 */
public record PolicyQuery(
        Map<String, Picture> pictures,
        Vec state,
        String instruction,
        Indicator indicator,
        Optional<Guidance> guidance,
        long noiseSeed,
        Optional<UnderWay> underWay,
        Optional<Noise> noise,
        Choice.Wish choice) {
    public PolicyQuery {
        pictures = Map.copyOf(pictures);
    }

    /**
     * What is drawn for who sends a seed: numbers of a standard normal distribution, before the policy's own scale of the noise.
     *
     * @param values shape [horizon, actionSize]
     */
    public record Noise(int horizon, int actionSize, Vec values) {}

    /**
     * The rest of the chunk that is being executed.
     *
     * @param actions from the question's moment on, shape [n · A], in the robot's units
     * @param delay how many of them will have been executed before the answer comes
     */
    public record UnderWay(Vec actions, int delay) {}

    /** The same, asked while something is under way. */
    public PolicyQuery during(UnderWay rest) {
        return new PolicyQuery(
                pictures, state, instruction, indicator, guidance, noiseSeed, Optional.of(rest), noise, choice);
    }

    /** The same from this noise. */
    public PolicyQuery from(Noise start) {
        return new PolicyQuery(
                pictures, state, instruction, indicator, guidance, noiseSeed, underWay, Optional.of(start), choice);
    }

    /** The same with that wish. */
    public PolicyQuery choosing(Choice.Wish wish) {
        return new PolicyQuery(pictures, state, instruction, indicator, guidance, noiseSeed, underWay, noise, wish);
    }

    /** The same without what only some policies can do. */
    PolicyQuery plainly() {
        return new PolicyQuery(
                pictures,
                state,
                instruction,
                indicator,
                guidance,
                noiseSeed,
                Optional.empty(),
                Optional.empty(),
                Choice.Wish.NONE);
    }

    /** From the noise of a seed. */
    public PolicyQuery(
            Map<String, Picture> pictures,
            Vec state,
            String instruction,
            Indicator indicator,
            Optional<Guidance> guidance,
            long noiseSeed,
            Optional<UnderWay> underWay) {
        this(
                pictures,
                state,
                instruction,
                indicator,
                guidance,
                noiseSeed,
                underWay,
                Optional.empty(),
                Choice.Wish.NONE);
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

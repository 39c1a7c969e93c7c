package dev.fleetrl.value.critic;

import dev.fleetrl.contracts.Observation;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationShape;
import java.io.IOException;

/** A critic beside what is known of it, for questions about robots that run. */
public record LiveCritic(FrozenCritic critic, CriticManifest manifest) implements AutoCloseable {
    private static final float[] FEELS_NOTHING = {};

    /** c between two observations of an episode; fails where they have other pictures than the critic was trained on. */
    public double progress(Observation before, Observation now, String instruction) throws IOException {
        ObservationShape shape = manifest.config().sizes().shape(manifest.cameras());
        int[] tokens = InstructionTokenizer.tokens(instruction);
        ObservationBatch both = new ObservationBatch(shape, 2);
        both.set(0, CriticEpisode.decode(before, shape), tokens, FEELS_NOTHING);
        both.set(1, CriticEpisode.decode(now, shape), tokens, FEELS_NOTHING);
        return critic.ask(both, new int[] {0}, new int[] {1}).progress()[0];
    }

    @Override
    public void close() {
        critic.close();
    }
}

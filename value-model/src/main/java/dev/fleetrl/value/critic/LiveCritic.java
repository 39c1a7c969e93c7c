package dev.fleetrl.value.critic;

import dev.fleetrl.contracts.Observation;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationShape;
import java.io.IOException;

/** A critic beside what is known of it, for questions about robots that run. */
public record LiveCritic(FrozenCritic critic, CriticManifest manifest) implements AutoCloseable {
    private static final float[] FEELS_NOTHING = {};

    /**
     * What it says of an observation and an earlier one of the same episode.
     *
     * @param progress c between them, in [-1, 1]
     * @param done probability that the task is done now
     */
    public record Look(double progress, double done) {}

    /** Fails where the observations have other pictures than the critic was trained on. */
    public Look look(Observation before, Observation now, String instruction) throws IOException {
        ObservationShape shape = manifest.config().sizes().shape(manifest.cameras());
        int[] tokens = InstructionTokenizer.tokens(instruction);
        ObservationBatch both = new ObservationBatch(shape, 2);
        both.set(0, CriticEpisode.decode(before, shape), tokens, FEELS_NOTHING);
        both.set(1, CriticEpisode.decode(now, shape), tokens, FEELS_NOTHING);
        FrozenCritic.Answer answer = critic.ask(both, new int[] {0}, new int[] {1});
        return new Look(answer.progress()[0], answer.done()[1]);
    }

    @Override
    public void close() {
        critic.close();
    }
}

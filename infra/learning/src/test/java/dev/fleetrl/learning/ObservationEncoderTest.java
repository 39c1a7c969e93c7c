package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class ObservationEncoderTest {
    private static final ObservationShape SHAPE = new ObservationShape(2, 16, 3);
    private static final EncoderConfig SMALL = new EncoderConfig(SHAPE, 4, 5, 6, 7);
    private static final int FEATURES = 2 * (2 * 5 + 6) + 7 + 3;

    @TempDir
    Path folder;

    @Test
    void answersAsManyFeaturesAsItsConfigSays() {
        assertThat(SMALL.features()).isEqualTo(FEATURES);
        assertThat(trained(1).features()).hasSize(2 * FEATURES);
    }

    @Test
    void beginsTheSameFromTheSameSeed() {
        assertThat(trained(1).features()).isEqualTo(trained(1).features());
        assertThat(trained(2).features()).isNotEqualTo(trained(1).features());
    }

    @Test
    void keepsProprioceptionAsItIs() {
        float[] features = trained(1).features();

        assertThat(List.of(features[FEATURES - 3], features[FEATURES - 2], features[FEATURES - 1]))
                .containsExactly(0.5f, -0.5f, 0.25f);
    }

    @Test
    void answersTheSameOnceFrozenWrittenAndLoaded() throws IOException {
        Encoded trained = trained(1);

        try (Net net = Net.frozen(trained.weights())) {
            ObservationInputs inputs = ObservationInputs.create(net, SHAPE);
            Operand<TFloat32> features =
                    net.tf().withName("features").identity(new ObservationEncoder(net, "net", SMALL).features(inputs));
            FrozenModel.export(net, inputs.all(), List.of(features), folder.resolve("model"));
        }

        try (FrozenModel model = FrozenModel.load(folder.resolve("model"), SessionConfig.forServing());
                GraphRun run = model.run()) {
            ObservationInputs.of(model).feed(run, batch());
            float[] answer = run.fetch(model.operand("features")).fetched().get(0);
            assertThat(answer).containsExactly(trained.features(), within(1e-4f));
        }
    }

    private record Encoded(Weights weights, Vec encoded) {
        float[] features() {
            return encoded.toArray();
        }
    }

    private static Encoded trained(long seed) {
        try (Net net = Net.trainable()) {
            ObservationInputs inputs = ObservationInputs.create(net, SHAPE);
            Operand<TFloat32> features = new ObservationEncoder(net, "net", SMALL).features(inputs);
            try (NetSession session = new NetSession(net, SessionConfig.forServing())) {
                session.initialise(seed);
                try (GraphRun run = session.run()) {
                    float[] answer =
                            inputs.feed(run, batch()).fetch(features).fetched().get(0);
                    return new Encoded(session.state(), Vec.of(answer));
                }
            }
        }
    }

    private static ObservationBatch batch() {
        byte[] rgb = new byte[SHAPE.bytesPerObservation()];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) random.nextInt();
        }
        ObservationBatch batch = new ObservationBatch(SHAPE, 2);
        batch.set(0, rgb, InstructionTokenizer.tokens("put the cube away"), new float[] {0.5f, -0.5f, 0.25f});
        batch.repeatFirst(1);
        return batch;
    }
}

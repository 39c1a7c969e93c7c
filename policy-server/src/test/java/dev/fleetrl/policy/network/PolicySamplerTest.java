package dev.fleetrl.policy.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.learning.FrozenModel;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.SyntheticFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class PolicySamplerTest {
    private static final ObservationShape SHAPE = SyntheticFrames.TINY.encoder().shape();

    @TempDir
    Path folder;

    /** Its rows are twice as long as asked for: the second robot would get the end of what the first is meant to do. */
    @Test
    void refusesANetworkWhoseRowsAreOfAnotherLength() throws IOException {
        try (Net net = Net.frozen(new Weights(Map.of()))) {
            Ops tf = net.tf();
            ObservationInputs inputs = ObservationInputs.create(net, SHAPE);
            Operand<TInt32> indicator =
                    tf.withName("indicator").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            Operand<TFloat32> noise = any(tf, "noise");
            Operand<TFloat32> twice = tf.concat(List.of(noise, noise), tf.constant(1));
            List<Operand<?>> all = new ArrayList<>(inputs.all());
            all.addAll(List.of(indicator, noise, any(tf, "beta")));
            List<Operand<?>> outputs = List.of(
                    tf.withName("plain").identity(twice), tf.withName("guided").identity(twice));
            FrozenModel.export(net, all, outputs, folder);
        }
        ObservationBatch batch = new ObservationBatch(SHAPE, 2);

        try (PolicySampler sampler =
                PolicySampler.of(Files.readAllBytes(folder.resolve(FrozenModel.FILE)), SessionConfig.forServing())) {
            assertThatThrownBy(() -> sampler.plain(batch, new int[2], new float[2 * 14]))
                    .hasMessage("the network answers with 56 numbers where 28 are wanted");
            assertThatThrownBy(() -> sampler.guided(batch, new int[2], new float[2 * 14], new float[2]))
                    .hasMessage("the network answers with 56 numbers where 28 are wanted");
        }
    }

    private static Operand<TFloat32> any(Ops tf, String name) {
        return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
    }
}

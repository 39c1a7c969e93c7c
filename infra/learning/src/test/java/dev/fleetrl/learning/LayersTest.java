package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class LayersTest {
    @Test
    void geluIsNothingFarBelowAndEverythingFarAbove() {
        float[] y = applied((layers, x) -> layers.gelu(x), new float[] {-9, 0, 1, 9}, 4, 1);

        assertThat(y[0]).isCloseTo(0, within(1e-5f));
        assertThat(y[1]).isZero();
        assertThat(y[2]).isCloseTo(0.8412f, within(1e-4f));
        assertThat(y[3]).isCloseTo(9, within(1e-5f));
    }

    /** Mean 2, variance 2/3: (1 - 2)/√(2/3) = -1.2247. */
    @Test
    void layerNormBeginsAsStandardisation() {
        float[] y = applied((layers, x) -> layers.layerNorm("norm", x, 3), new float[] {1, 2, 3}, 1, 3);

        assertThat(y).containsExactly(new float[] {-1.2247f, 0, 1.2247f}, within(1e-3f));
    }

    /** A 2×2 map whose lower right pixel shines: column 1 and row 1 have their middle at +0.5. */
    @Test
    void spatialSoftmaxFindsTheBrightestPlace() {
        float[] y = applied((layers, x) -> layers.spatialSoftmax(x, 2, 1), new float[] {0, 0, 0, 50}, 1, 2, 2, 1);

        assertThat(y).containsExactly(new float[] {0.5f, 0.5f}, within(1e-5f));
    }

    /** W_0 = 3 and W_1 = 5. */
    @Test
    void linearOfKindTakesTheWeightsOfEachRowsKind() {
        try (Net net = Net.trainable()) {
            Operand<TFloat32> x = net.tf().constant(new float[][] {{2}, {2}, {-1}});
            Operand<TInt32> kind = net.tf().constant(new int[] {0, 1, 1});
            Operand<TFloat32> y = new Layers(net).linearOfKind("map", x, 1, 1, kind, 2);
            try (NetSession session = new NetSession(net, SessionConfig.forServing())) {
                session.initialise(1);
                assertThat(fetched(session, y)).containsExactly(0, 0, 0);

                session.write(new Weights(Map.of("map/w", new float[] {3, 5})));
                assertThat(fetched(session, y)).containsExactly(6, 10, -5);
            }
        }
    }

    private static float[] fetched(NetSession session, Operand<TFloat32> y) {
        try (GraphRun run = session.run()) {
            return run.fetch(y).fetched().get(0);
        }
    }

    private static float[] applied(
            BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> layer, float[] values, long... shape) {
        try (Net net = Net.trainable()) {
            Placeholder<TFloat32> x = net.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
            Operand<TFloat32> y = layer.apply(new Layers(net), x);
            try (NetSession session = new NetSession(net, SessionConfig.forServing())) {
                session.initialise(1);
                try (GraphRun run = session.run()) {
                    return run.feed(x, values, shape).fetch(y).fetched().get(0);
                }
            }
        }
    }
}

package dev.fleetrl.policy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.SessionConfig;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** A chunk of three numbers that begins as 0, 0, 0, while 1, 1, 1 is under way. */
class ActionFlowTest {
    /** What ten steps of pull 5, 5, 4.25, 2.76, 2.17, 2, 2.17, 2.76, 4.25, 5 leave of a distance: the product of 1 - pull/10. */
    private static final float LEFT = 0.010629f;

    /** The policy's own flow. */
    private interface Formula {
        Operand<TFloat32> of(Layers layers, Operand<TFloat32> x, double t);
    }

    /** v = 0: the policy would leave x where it is, whatever it is. */
    @Test
    void fixesWhatIsUnderWayWhereThePolicyIsUndecided() {
        float[] chunk = continued((layers, x, t) -> layers.times(layers.constant(0), x), 1, 1, 0);

        assertThat(chunk).containsExactly(new float[] {1 - LEFT, 1 - LEFT, 0}, within(1e-4f));
    }

    /** v = (3 - x) / (1 - t): wherever x is, it would end at 3, and nothing that it misses there can be carried back. */
    @Test
    void leavesAPolicyAloneThatIsSure() {
        float[] chunk = continued(
                (layers, x, t) -> layers.times(layers.constant(1 / (1 - t)), layers.minus(layers.constant(3), x)),
                1,
                0.5f,
                0);

        assertThat(chunk).containsExactly(new float[] {3, 3, 3}, within(1e-4f));
    }

    private static float[] continued(Formula formula, float... weights) {
        try (Net net = Net.trainable()) {
            Layers layers = new Layers(net);
            PolicyNetwork unasked = new PolicyNetwork(net, NetworkConfig.standard(new ObservationShape(1, 64, 1), 7));
            Operand<TFloat32> noise = net.tf().constant(new float[][] {{0, 0, 0}});
            ActionFlow flow = new ActionFlow(net, unasked, noise, noise);
            Operand<TFloat32> chunk = flow.follow(
                    noise,
                    flow.continued(
                            (x, k) -> formula.of(layers, x, k / 10.0),
                            layers.constant(1),
                            net.tf().constant(new float[][] {weights})));
            try (Session session = new Session(net.graph(), SessionConfig.forServing());
                    GraphRun run = new GraphRun(session)) {
                return run.fetch(chunk).fetched().get(0);
            }
        }
    }
}

package dev.fleetrl.policy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.NetSession;
import dev.fleetrl.learning.SessionConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class PolicyRatioTest {
    private static final double TRUST_REGION = 0.01;
    private static final float[] REFERENCE = {0.5f, 0.5f, 2};
    private static final float[] ADVANTAGES = {2, -1, 0};

    /** ρ = 1.02: 2.04 − 2 / 0.02 · 0.0004 = 2; ρ = 0.99: −0.99 − 1 / 0.02 · 0.0001 = −0.995. */
    @Test
    void isWorthWhatTheEquationSays() {
        Seen seen = seen(losses(1.02, 0.99, 3), ADVANTAGES);

        assertThat(seen.surrogates().at(0)).isCloseTo(2, within(1e-4f));
        assertThat(seen.surrogates().at(1)).isCloseTo(-0.995f, within(1e-4f));
        assertThat(seen.surrogates().at(2)).isZero();
    }

    /** d(Σ J)/dL = −ρ · A at ρ = 1, which is the plain policy gradient: the constraint adds nothing yet. */
    @Test
    void beginsAsThePlainPolicyGradient() {
        assertThat(seen(losses(1, 1, 1), ADVANTAGES).gradient().toArray())
                .containsExactly(new float[] {-2, 1, 0}, within(1e-5f));
    }

    /** dJ/dρ = A − |A| / ε · (ρ − 1) is zero at 1 ± ε, and turns round behind it. */
    @Test
    void isGreatestAtTheEdgeOfTheTrustRegion() {
        assertThat(seen(losses(1.01, 0.99, 1), ADVANTAGES).gradient().toArray())
                .containsExactly(new float[] {0, 0, 0}, within(1e-3f));
        assertThat(seen(losses(1.03, 0.97, 1), ADVANTAGES).gradient().at(0)).isPositive();
        assertThat(seen(losses(1.03, 0.97, 1), ADVANTAGES).gradient().at(1)).isNegative();
    }

    /** (0.02 + 0.01) / 2; the third has no advantage. */
    @Test
    void driftsByItsMeanDistanceFromOne() {
        assertThat(seen(losses(1.02, 0.99, 3), ADVANTAGES).drift()).isCloseTo(0.015f, within(1e-5f));
        assertThat(seen(losses(1.02, 0.99, 3), new float[3]).drift()).isZero();
    }

    private record Seen(Vec surrogates, Vec gradient, float drift) {}

    /** Losses that give these ratios to the reference. */
    private static float[] losses(double... ratios) {
        float[] losses = new float[ratios.length];
        for (int i = 0; i < ratios.length; i++) {
            losses[i] = (float) (REFERENCE[i] - Math.log(ratios[i]));
        }
        return losses;
    }

    private static Seen seen(float[] losses, float[] advantages) {
        try (Net net = Net.trainable();
                NetSession session = new NetSession(net, SessionConfig.forServing())) {
            Placeholder<TFloat32> of = vector(net);
            Placeholder<TFloat32> reference = vector(net);
            Placeholder<TFloat32> weights = vector(net);
            PolicyRatio ratio = new PolicyRatio(net.tf(), new Layers(net), of, reference);
            Operand<TFloat32> surrogate = ratio.surrogate(weights, TRUST_REGION);
            Output<?>[] gradient = net.graph()
                    .addGradients(
                            net.tf().sum(surrogate, net.tf().constant(0)).asOutput(), new Output<?>[] {of.asOutput()});
            @SuppressWarnings("unchecked") // of a float32
            Output<TFloat32> byLoss = (Output<TFloat32>) gradient[0];
            try (GraphRun run = session.run()) {
                List<float[]> fetched = run.feed(of, losses, 3)
                        .feed(reference, REFERENCE, 3)
                        .feed(weights, advantages, 3)
                        .fetch(surrogate)
                        .fetch(byLoss)
                        .fetch(ratio.drift(weights))
                        .fetched();
                return new Seen(Vec.of(fetched.get(0)), Vec.of(fetched.get(1)), fetched.get(2)[0]);
            }
        }
    }

    private static Placeholder<TFloat32> vector(Net net) {
        return net.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    }
}

package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.policy.condition.Continuation;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The flow from noise to a chunk of actions, in ten Euler steps. All chunks are normalised, [B, H·A]. */
final class ActionFlow {
    private static final int STEPS = 10;

    private final Net net;
    private final Ops tf;
    private final Layers layers;
    private final PolicyNetwork network;
    private final Operand<TFloat32> told;
    private final Operand<TFloat32> both;

    /** Where the flow goes from x at its k-th step. */
    interface Velocity {
        Operand<TFloat32> at(Operand<TFloat32> x, int k);
    }

    /**
     * @param told the condition under the indicator
     * @param untold the same without a word of the advantage
     */
    ActionFlow(Net net, PolicyNetwork network, Operand<TFloat32> told, Operand<TFloat32> untold) {
        this.net = net;
        this.network = network;
        this.told = told;
        tf = net.tf();
        layers = new Layers(net);
        both = tf.concat(List.of(told, untold), tf.constant(0));
    }

    Operand<TFloat32> follow(Operand<TFloat32> noise, Velocity velocity) {
        Operand<TFloat32> x = noise;
        for (int k = 0; k < STEPS; k++) {
            x = layers.plus(x, layers.times(layers.constant(1.0 / STEPS), velocity.at(x, k)));
        }
        return x;
    }

    Operand<TFloat32> plain(Operand<TFloat32> x, int k) {
        return network.velocity(told, x, time(k));
    }

    /**
     * v = v_u + β · (v_c − v_u), see {@link dev.fleetrl.policy.condition.Guidance}; both branches go through the expert as one
     * batch.
     */
    Velocity guided(Operand<TFloat32> beta) {
        return (x, k) -> {
            Operand<TFloat32> twice = tf.concat(List.of(x, x), tf.constant(0));
            List<? extends Operand<TFloat32>> v = tf.split(tf.constant(0), network.velocity(both, twice, time(k)), 2L)
                    .output();
            return layers.plus(v.get(1), layers.times(beta, layers.minus(v.get(0), v.get(1))));
        };
    }

    /**
     * Pulled towards what is planned (arXiv 2506.07339, Eq. 2 to 4): x¹ is where the flow would end if it went straight on from x,
     * and what it misses there is carried back to x.
     *
     * <pre>  x¹ = x + (1 − t) v,      v' = v + min(5, (1 − t) / (t r²)) · (Y − x¹)ᵀ diag(W) ∂x¹/∂x </pre>
     *
     * @param planned Y
     * @param weight W; see {@link Continuation#weight}
     */
    Velocity continued(Velocity velocity, Operand<TFloat32> planned, Operand<TFloat32> weight) {
        return (x, k) -> {
            double t = (double) k / STEPS;
            Operand<TFloat32> v = velocity.at(x, k);
            Operand<TFloat32> end = layers.plus(x, layers.times(layers.constant(1 - t), v));
            Operand<TFloat32> missed = layers.times(weight, layers.minus(planned, end));
            return layers.plus(v, layers.times(layers.constant(Continuation.pull(t)), back(missed, end, x)));
        };
    }

    /** dᵀ ∂y/∂x. */
    @SuppressWarnings("unchecked") // the gradient of a float32 by a float32
    private Operand<TFloat32> back(Operand<TFloat32> d, Operand<TFloat32> y, Operand<TFloat32> x) {
        return (Operand<TFloat32>) net.graph().addGradients(null, outputs(y), outputs(x), outputs(d))[0];
    }

    private static Output<?>[] outputs(Operand<TFloat32> operand) {
        return new Output<?>[] {operand.asOutput()};
    }

    private Operand<TFloat32> time(int k) {
        return layers.reshape(layers.constant((double) k / STEPS), 1, 1);
    }
}

package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Flow matching from noise x₀ to the target x₁ (π0; Lipman et al., 2023), over the positions m of the chunk that are learned,
 * each example with its weight w:
 *
 * <pre>
 *   x_t = (1 − t) · x₀ + t · x₁          L = Σ w · m · (v(x_t, t) − (x₁ − x₀))² / Σ m
 * </pre>
 *
 * <p>Each observation is seen once and meets several pairs of time and noise, for seeing is what costs.
 */
final class FlowLoss {
    private final Ops tf;
    private final Layers layers;
    private final int chunk;
    private final int samples;
    private final BatchInputs inputs;
    private final Operand<TFloat32> squares;

    /** @param samples pairs of time and noise an observation */
    FlowLoss(Net net, PolicyNetwork network, BatchInputs inputs, int samples) {
        tf = net.tf();
        layers = new Layers(net);
        chunk = network.config().chunk();
        this.samples = samples;
        this.inputs = inputs;
        Operand<TFloat32> condition = network.condition(network.trunk(inputs.observations()), inputs.indicator());
        Operand<TFloat32> told = repeated(condition, network.config().expert());
        Operand<TFloat32> target = repeated(inputs.target(), chunk);
        Operand<TFloat32> left = layers.minus(layers.constant(1), inputs.time());
        Operand<TFloat32> x = layers.plus(layers.times(inputs.noise(), left), layers.times(target, inputs.time()));
        Operand<TFloat32> wanted = layers.minus(target, inputs.noise());
        squares = tf.math.square(layers.minus(network.velocity(told, x, inputs.time()), wanted));
    }

    /** L of the batch. */
    Operand<TFloat32> weighted() {
        Operand<TFloat32> weights = repeated(layers.times(inputs.mask(), inputs.imitation()), chunk);
        int[] all = {0, 1};
        Operand<TFloat32> learned = layers.times(layers.constant(samples), sum(inputs.mask(), all));
        return tf.math.div(sum(layers.times(weights, squares), all), learned);
    }

    /** L of each example without its weight, [B]. */
    Operand<TFloat32> ofEach() {
        Operand<TFloat32> masked = layers.times(repeated(inputs.mask(), chunk), squares);
        Operand<TFloat32> sums = sum(layers.reshape(masked, -1, samples * chunk), 1);
        return tf.math.div(sums, layers.times(layers.constant(samples), sum(inputs.mask(), 1)));
    }

    private Operand<TFloat32> repeated(Operand<TFloat32> x, int size) {
        int[] times = {1, samples, 1};
        return layers.reshape(tf.tile(layers.reshape(x, -1, 1, size), tf.constant(times)), -1, size);
    }

    private Operand<TFloat32> sum(Operand<TFloat32> x, int... axes) {
        return tf.sum(x, tf.constant(axes));
    }
}

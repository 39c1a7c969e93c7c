package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Flow matching from noise x₀ to the target x₁ (π0; Lipman et al., 2023), over the positions m of the chunk that were acted:
 *
 * <pre>
 *   x_t = (1 − t) · x₀ + t · x₁          L = Σ m · (v(x_t, t) − (x₁ − x₀))² / Σ m
 * </pre>
 *
 * <p>Each observation is seen once and meets several pairs of time and noise, for seeing is what costs.
 */
final class FlowLoss {
    private final Ops tf;
    private final Layers layers;
    private final PolicyNetwork network;
    private final int samples;

    /** @param samples pairs of time and noise an observation */
    FlowLoss(Net net, PolicyNetwork network, int samples) {
        tf = net.tf();
        layers = new Layers(net);
        this.network = network;
        this.samples = samples;
    }

    /** condition [B, expert], target and mask [B, H·A], noise [B·samples, H·A], time [B·samples, 1]. */
    Operand<TFloat32> of(Operand<TFloat32> condition, ChunkInputs chunks) {
        int chunk = network.config().chunk();
        Operand<TFloat32> told = repeated(condition, network.config().expert());
        Operand<TFloat32> target = repeated(chunks.target(), chunk);
        Operand<TFloat32> mask = repeated(chunks.mask(), chunk);
        Operand<TFloat32> left = layers.minus(layers.constant(1), chunks.time());
        Operand<TFloat32> x = layers.plus(layers.times(chunks.noise(), left), layers.times(target, chunks.time()));
        Operand<TFloat32> wanted = layers.minus(target, chunks.noise());
        Operand<TFloat32> missed = layers.minus(network.velocity(told, x, chunks.time()), wanted);
        Operand<TFloat32> squares = layers.times(mask, tf.math.square(missed));
        return tf.math.div(sum(squares), sum(mask));
    }

    private Operand<TFloat32> repeated(Operand<TFloat32> x, int size) {
        int[] times = {1, samples, 1};
        return layers.reshape(tf.tile(layers.reshape(x, -1, 1, size), tf.constant(times)), -1, size);
    }

    private Operand<TFloat32> sum(Operand<TFloat32> x) {
        return tf.sum(x, tf.constant(new int[] {0, 1}));
    }
}

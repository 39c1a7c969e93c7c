package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How much likelier an action is than under the reference policy, by the flow's one-step surrogate of the likelihood (FPO), and
 * SPO's objective for it (π*0.6, App. D, Eq. 11):
 *
 * <pre>
 *   ρ = exp(L_ref − L_θ)          J = ρ · A − |A| / (2ε) · (ρ − 1)²
 * </pre>
 *
 * <p>L is the flow-matching loss of one chunk at the same times and noises under both, the mean over its acted positions: the
 * factor between a mean and a sum is part of the paper's α_η, which it does not give. J is greatest at ρ = 1 + ε for A > 0 and
 * at 1 − ε for A < 0; unlike a clipped ratio it pulls back what went further.
 */
final class PolicyRatio {
    private final Ops tf;
    private final Layers layers;
    private final Operand<TFloat32> ratio;

    /** Losses of the examples under θ and under the reference, both [B]. */
    PolicyRatio(Ops tf, Layers layers, Operand<TFloat32> losses, Operand<TFloat32> reference) {
        this.tf = tf;
        this.layers = layers;
        ratio = tf.math.exp(layers.minus(reference, losses));
    }

    /** J of each example; advantages [B]. */
    Operand<TFloat32> surrogate(Operand<TFloat32> advantages, double trustRegion) {
        Operand<TFloat32> distance = tf.math.square(layers.minus(ratio, layers.constant(1)));
        Operand<TFloat32> stiffness = layers.times(tf.math.abs(advantages), layers.constant(1 / (2 * trustRegion)));
        return layers.minus(layers.times(ratio, advantages), layers.times(stiffness, distance));
    }

    /** Mean of |ρ − 1| over the examples that have an advantage; 0 where none has. */
    Operand<TFloat32> drift(Operand<TFloat32> advantages) {
        Operand<TFloat32> counted = tf.math.sign(tf.math.abs(advantages));
        Operand<TFloat32> distance = tf.math.abs(layers.minus(ratio, layers.constant(1)));
        Operand<TFloat32> sum = sum(layers.times(distance, counted));
        return tf.math.div(sum, tf.math.maximum(sum(counted), layers.constant(1)));
    }

    private Operand<TFloat32> sum(Operand<TFloat32> x) {
        return tf.sum(x, tf.constant(new int[] {0}));
    }
}

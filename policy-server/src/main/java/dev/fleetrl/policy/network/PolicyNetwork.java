package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationEncoder;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.policy.condition.Indicator;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * From observation and indicator to the velocity of the action flow.
 *
 * <pre>
 *   observation ─ ObservationEncoder ─ trunk ─┬─ condition(indicator) ─┐
 *                                             │                        ├─ expert ─ v [B, H·A]
 *                            chunk x, time t ─┼────────────────────────┘
 * </pre>
 *
 * <p>The indicator enters after vision, so that guidance needs one look and two cheap conditions. It has weights of its own on
 * what is seen: added alone, it hardly changed what was done (ADR 20). The expert sees the chunk
 * as one vector: an MLP with the condition as scale and shift of each block. A transformer of equal cost was not better
 * enough to be worth its calls.
 */
public final class PolicyNetwork {
    private static final int INDICATOR = 32;
    private static final int FREQUENCIES = 16;
    private static final double MAX_FREQUENCY = 100;
    private static final int EXPANSION = 2;

    private final Ops tf;
    private final Layers layers;
    private final ObservationEncoder encoder;
    private final NetworkConfig config;

    public PolicyNetwork(Net net, NetworkConfig config) {
        tf = net.tf();
        layers = new Layers(net);
        encoder = new ObservationEncoder(net, "policy", config.encoder());
        this.config = config;
    }

    /** What is seen, whatever is asked for; [B, trunk]. */
    Operand<TFloat32> trunk(ObservationInputs inputs) {
        Operand<TFloat32> features = encoder.features(inputs);
        int in = config.encoder().features();
        Operand<TFloat32> x = layers.dense("policy/trunk", features, in, config.trunk(), 1);
        return layers.gelu(layers.layerNorm("policy/trunk-norm", x, config.trunk()));
    }

    /** What the expert is told; trunk [B, trunk], indicator [B], answer [B, expert]. */
    Operand<TFloat32> condition(Operand<TFloat32> trunk, Operand<TInt32> indicator) {
        int kinds = Indicator.values().length;
        Operand<TFloat32> told = layers.embedding(IndicatorWeights.TABLE, indicator, kinds, INDICATOR);
        int in = config.trunk() + INDICATOR;
        Operand<TFloat32> shared =
                layers.dense("policy/condition", layers.concat(List.of(trunk, told)), in, config.condition(), 1);
        Operand<TFloat32> own =
                layers.linearOfKind(IndicatorWeights.OWN, trunk, config.trunk(), config.condition(), indicator, kinds);
        Operand<TFloat32> x = layers.plus(shared, own);
        Operand<TFloat32> normed = layers.layerNorm("policy/condition-norm", x, config.condition());
        return layers.linear("expert/condition", normed, config.condition(), config.expert(), 1);
    }

    /** Where the flow goes from here; condition [B, expert], chunk x [B, H·A], time t [B, 1] or [1, 1]. */
    Operand<TFloat32> velocity(Operand<TFloat32> condition, Operand<TFloat32> x, Operand<TFloat32> t) {
        int width = config.expert();
        Operand<TFloat32> time = layers.dense("expert/time", frequencies(t), 2 * FREQUENCIES, width, 1);
        Operand<TFloat32> told = layers.gelu(layers.plus(condition, time));
        Operand<TFloat32> y = layers.plus(layers.dense("expert/in", x, config.chunk(), width, 1), told);
        for (int block = 0; block < config.blocks(); block++) {
            y = block("expert/block" + block, y, told);
        }
        return layers.dense("expert/out", layers.layerNorm("expert/norm", y, width), width, config.chunk(), 0.1);
    }

    private Operand<TFloat32> block(String name, Operand<TFloat32> y, Operand<TFloat32> told) {
        int width = config.expert();
        List<? extends Operand<TFloat32>> both = tf.split(
                        tf.constant(1), layers.dense(name + "/modulation", told, width, 2 * width, 0.5), 2L)
                .output();
        Operand<TFloat32> scale = layers.plus(layers.constant(1), both.get(0));
        Operand<TFloat32> z = layers.plus(layers.times(layers.standardise(y), scale), both.get(1));
        Operand<TFloat32> wide = layers.gelu(layers.dense(name + "/up", z, width, EXPANSION * width, 1));
        return layers.plus(y, layers.dense(name + "/down", wide, EXPANSION * width, width, 0.5));
    }

    /** Sines and cosines of t at 16 frequencies from 1 to 100; shape [B, 32]. */
    private Operand<TFloat32> frequencies(Operand<TFloat32> t) {
        float[] frequencies = new float[FREQUENCIES];
        for (int i = 0; i < FREQUENCIES; i++) {
            frequencies[i] = (float) Math.exp(i * Math.log(MAX_FREQUENCY) / (FREQUENCIES - 1));
        }
        Operand<TFloat32> angles = layers.times(t, layers.reshape(tf.constant(frequencies), 1, FREQUENCIES));
        return layers.concat(List.of(tf.math.sin(angles), tf.math.cos(angles)));
    }

    NetworkConfig config() {
        return config;
    }
}

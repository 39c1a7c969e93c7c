package dev.fleetrl.value.critic;

import dev.fleetrl.learning.EncoderConfig;
import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationEncoder;
import dev.fleetrl.learning.ObservationInputs;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The critic's graph, trainable or frozen. */
final class CriticNetwork {
    private static final int ATTENTION = 32;

    private final CriticSizes sizes;
    private final EncoderConfig encoder;
    private final Net net;
    private final Layers layers;
    private final Ops tf;

    CriticNetwork(Net net, CriticSizes sizes, int cameras) {
        this.net = net;
        this.sizes = sizes;
        encoder = sizes.encoder(cameras);
        layers = new Layers(net);
        tf = net.tf();
    }

    /** F. */
    int featureSize() {
        return encoder.features();
    }

    /** φ of each frame; shape [N, F]. */
    Operand<TFloat32> features(ObservationInputs inputs) {
        return new ObservationEncoder(net, "critic", encoder).features(inputs);
    }

    /**
     * What is thought of each pair, before the softmax; shape [P, K].
     *
     * @param features [N, F]
     * @param first rows of the earlier frames; shape [P]
     * @param second rows of the later ones
     * @param references [R, F]; not read where R is 0
     */
    Operand<TFloat32> logits(
            Operand<TFloat32> features, Operand<TInt32> first, Operand<TInt32> second, Operand<TFloat32> references) {
        List<Operand<TFloat32>> parts = new ArrayList<>();
        Operand<TFloat32> a = tf.gather(features, first, tf.constant(0));
        Operand<TFloat32> b = tf.gather(features, second, tf.constant(0));
        parts.addAll(List.of(a, b, layers.minus(b, a)));
        int width = 3 * featureSize();
        if (sizes.references() > 0) {
            parts.add(place(a, references));
            parts.add(place(b, references));
            width += 2 * (ATTENTION + 1);
        }
        int trunk = sizes.trunkUnits();
        Operand<TFloat32> x = layers.dense("critic/pair", layers.concat(parts), width, trunk, 1);
        x = layers.gelu(layers.layerNorm("critic/norm", x, trunk));
        x = layers.gelu(layers.dense("critic/head", x, trunk, sizes.headUnits(), 1));
        return layers.dense("critic/bins", x, sizes.headUnits(), sizes.bins(), 0.1);
    }

    /** Where along the reference a frame belongs: attention over its frames, and the mean of their times in 0..1. */
    private Operand<TFloat32> place(Operand<TFloat32> frame, Operand<TFloat32> references) {
        int count = sizes.references();
        Operand<TFloat32> query = layers.linear("critic/query", frame, featureSize(), ATTENTION, 1);
        Operand<TFloat32> keys = layers.linear("critic/key", references, featureSize(), ATTENTION, 1);
        Operand<TFloat32> values = layers.linear("critic/value", references, featureSize(), ATTENTION, 1);
        Operand<TFloat32> scores = tf.linalg.matMul(query, tf.linalg.transpose(keys, tf.constant(new int[] {1, 0})));
        Operand<TFloat32> attention =
                tf.nn.softmax(layers.times(scores, layers.constant(1 / Math.sqrt(ATTENTION)))); // [P, R]
        float[] times = new float[count];
        for (int r = 0; r < count; r++) {
            times[r] = r / (count - 1f);
        }
        return layers.concat(List.of(
                tf.linalg.matMul(attention, values),
                tf.linalg.matMul(attention, layers.reshape(tf.constant(times), count, 1))));
    }

    /** c of each pair: the expected bin ("rich" decoding), softer than the likeliest; shape [P]. */
    Operand<TFloat32> progress(Operand<TFloat32> logits) {
        float[] centres = new float[sizes.bins()];
        for (int bin = 0; bin < centres.length; bin++) {
            centres[bin] = 2f * bin / (centres.length - 1) - 1;
        }
        Operand<TFloat32> mean =
                tf.linalg.matMul(tf.nn.softmax(logits), layers.reshape(tf.constant(centres), centres.length, 1));
        return layers.reshape(mean, -1);
    }

    /** Log-odds of being done, of each frame; shape [N]. */
    Operand<TFloat32> done(Operand<TFloat32> features) {
        Operand<TFloat32> x = layers.gelu(layers.dense("critic/done", features, featureSize(), sizes.headUnits(), 1));
        return layers.reshape(layers.dense("critic/odds", x, sizes.headUnits(), 1, 0.1), -1);
    }
}

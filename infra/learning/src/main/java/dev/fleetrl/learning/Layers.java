package dev.fleetrl.learning;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Layers as functions of a net: what they need to learn they create under their name. Images are NHWC; {@code gain} scales
 * the deviation of the first weights, 1/√in.
 */
public final class Layers {
    private static final int[] LAST_AXIS = {-1};
    private static final float NORM_EPSILON = 1e-5f;

    private final Net net;
    private final Ops tf;

    public Layers(Net net) {
        this.net = net;
        tf = net.tf();
    }

    /** y = x·W + b; x [B, in], y [B, out]. */
    public Operand<TFloat32> dense(String name, Operand<TFloat32> x, int in, int out, double gain) {
        return tf.nn.biasAdd(linear(name, x, in, out, gain), bias(name, out));
    }

    /** y = x·W; x [B, in], y [B, out]. */
    public Operand<TFloat32> linear(String name, Operand<TFloat32> x, int in, int out, double gain) {
        Initialiser initialiser = Initialiser.truncatedNormal(gain / Math.sqrt(in));
        return tf.linalg.matMul(x, net.parameter(name + "/w", Shape.of(in, out), initialiser));
    }

    /**
     * y = x·W_k, with weights of its own for each kind k, all of them zero at first; x [B, in], k [B], y [B, out].
     *
     * @param kinds how many there are; k counts from 0
     */
    public Operand<TFloat32> linearOfKind(
            String name, Operand<TFloat32> x, int in, int out, Operand<TInt32> kind, int kinds) {
        Operand<TFloat32> chosen = tf.oneHot(kind, tf.constant(kinds), tf.constant(1f), tf.constant(0f)); // [B, kinds]
        Operand<TFloat32> placed = times(reshape(chosen, -1, kinds, 1), reshape(x, -1, 1, in)); // [B, kinds, in]
        Operand<TFloat32> weights = net.parameter(name + "/w", Shape.of((long) kinds * in, out), Initialiser.zeros());
        return tf.linalg.matMul(reshape(placed, -1, kinds * in), weights);
    }

    /** A k×k convolution; x [B, S, S, in], y [B, S/stride, S/stride, out]. */
    public Operand<TFloat32> conv(String name, Operand<TFloat32> x, Window window, int in, int out) {
        int k = window.side();
        Initialiser initialiser = Initialiser.truncatedNormal(Math.sqrt(2.0 / (k * k * in)));
        Operand<TFloat32> w = net.parameter(name + "/w", Shape.of(k, k, in, out), initialiser);
        List<Long> strides = List.of(1L, (long) window.stride(), (long) window.stride(), 1L);
        return tf.nn.biasAdd(tf.nn.conv2d(x, w, strides, "SAME"), bias(name, out));
    }

    /** Side and stride of a convolution, in pixels. */
    public record Window(int side, int stride) {}

    private Operand<TFloat32> bias(String name, int size) {
        return net.parameter(name + "/b", Shape.of(size), Initialiser.zeros());
    }

    /** Mean 0 and deviation 1 over the last axis. */
    public Operand<TFloat32> standardise(Operand<TFloat32> x) {
        Operand<TFloat32> centred = minus(x, tf.math.mean(x, tf.constant(LAST_AXIS), Mean.keepDims(true)));
        Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), tf.constant(LAST_AXIS), Mean.keepDims(true));
        return times(centred, tf.math.rsqrt(plus(variance, constant(NORM_EPSILON))));
    }

    /** {@link #standardise} with a learned scale and shift. */
    public Operand<TFloat32> layerNorm(String name, Operand<TFloat32> x, int size) {
        Operand<TFloat32> scale = net.parameter(name + "/scale", Shape.of(size), Initialiser.ones());
        return plus(times(standardise(x), scale), bias(name, size));
    }

    /** One learned row for each id; ids [B…], y [B…, size]. */
    public Operand<TFloat32> embedding(String name, Operand<TInt32> ids, int vocabulary, int size) {
        Initialiser initialiser = Initialiser.truncatedNormal(0.5);
        return tf.gather(net.parameter(name, Shape.of(vocabulary, size), initialiser), ids, tf.constant(0));
    }

    /** FiLM: x·(1 + γ(c)) + β(c) for each channel; x [B, S, S, channels], c [B, in]. */
    public Operand<TFloat32> film(String name, Operand<TFloat32> x, int channels, Operand<TFloat32> c, int in) {
        List<? extends Operand<TFloat32>> both = tf.split(tf.constant(1), dense(name, c, in, 2 * channels, 0.5), 2L)
                .output();
        Operand<TFloat32> scale = plus(constant(1), reshape(both.get(0), -1, 1, 1, channels));
        return plus(times(x, scale), reshape(both.get(1), -1, 1, 1, channels));
    }

    /** Where each map is brightest: its softmax's mean place, x and y in (-1, 1); maps [B, side, side, n], y [B, 2n]. */
    public Operand<TFloat32> spatialSoftmax(Operand<TFloat32> maps, int side, int n) {
        int pixels = side * side;
        Operand<TFloat32> byMap = tf.linalg.transpose(reshape(maps, -1, pixels, n), tf.constant(new int[] {0, 2, 1}));
        Operand<TFloat32> attention = tf.nn.softmax(reshape(byMap, -1, pixels));
        float[] places = new float[2 * pixels];
        for (int i = 0; i < pixels; i++) {
            places[2 * i] = (i % side + 0.5f) / side * 2 - 1;
            int row = i / side;
            places[2 * i + 1] = (row + 0.5f) / side * 2 - 1;
        }
        return reshape(tf.linalg.matMul(attention, reshape(tf.constant(places), pixels, 2)), -1, 2 * n);
    }

    /** The tanh form of GELU; TensorFlow has no such operation. */
    public Operand<TFloat32> gelu(Operand<TFloat32> x) {
        Operand<TFloat32> cubic = plus(x, times(constant(0.044715), times(x, tf.math.square(x))));
        Operand<TFloat32> gate = plus(constant(1), tf.math.tanh(times(constant(Math.sqrt(2 / Math.PI)), cubic)));
        return times(times(constant(0.5), x), gate);
    }

    public Operand<TFloat32> relu(Operand<TFloat32> x) {
        return tf.nn.relu(x);
    }

    public Operand<TFloat32> plus(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.add(a, b);
    }

    public Operand<TFloat32> minus(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.sub(a, b);
    }

    public Operand<TFloat32> times(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.mul(a, b);
    }

    public Operand<TFloat32> constant(double value) {
        return tf.constant((float) value);
    }

    public Operand<TFloat32> reshape(Operand<TFloat32> x, int... sides) {
        return tf.reshape(x, tf.constant(sides));
    }

    /** Side by side along the last axis of two. */
    public Operand<TFloat32> concat(List<Operand<TFloat32>> parts) {
        return tf.concat(parts, tf.constant(1));
    }
}

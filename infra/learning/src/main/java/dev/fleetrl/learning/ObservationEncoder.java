package dev.fleetrl.learning;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * From cameras, instruction and proprioception to features [B, {@link EncoderConfig#features()}]; the trunk above is the
 * policy's or the value function's own.
 *
 * <pre>
 *   picture ─ conv 5×5/2 ─ conv 3×3/2 ─ conv 3×3 ─ FiLM(instruction) ┬─ conv 1×1 ─ spatial softmax ─ where things are
 *                                                                    └─ conv 3×3/2 ─ conv 3×3/2 ─ dense ─ what it looks like
 *   words ── embedding, summed ── dense ──────────────────────────────────────────────────────────── what is asked for
 *   proprioception ───────────────────────────────────────────────────────────────────────────────── as it is
 * </pre>
 *
 * <p>Each camera has weights of its own.
 */
public final class ObservationEncoder {
    private static final Layers.Window WIDE = new Layers.Window(5, 2);
    private static final Layers.Window HALVING = new Layers.Window(3, 2);
    private static final Layers.Window SAME = new Layers.Window(3, 1);
    private static final Layers.Window POINT = new Layers.Window(1, 1);
    private static final int GLOBAL_MAPS = 32;
    private static final int GLOBAL_TOP_MAPS = 16;

    private final Ops tf;
    private final Layers layers;
    private final String name;
    private final EncoderConfig config;

    /** @param name under which its parameters stand; two encoders of one net need two names */
    public ObservationEncoder(Net net, String name, EncoderConfig config) {
        tf = net.tf();
        layers = new Layers(net);
        this.name = name;
        this.config = config;
    }

    /** Shape [B, {@link EncoderConfig#features()}]. */
    public Operand<TFloat32> features(ObservationInputs inputs) {
        Operand<TFloat32> asked = instruction(inputs);
        List<? extends Operand<TUint8>> cameras = tf.unstack(
                        inputs.images(), (long) config.shape().cameras(), Unstack.axis(1L))
                .output();
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int camera = 0; camera < cameras.size(); camera++) {
            parts.addAll(camera(name + "/camera" + camera, cameras.get(camera), asked));
        }
        parts.add(asked);
        parts.add(inputs.proprioception());
        return layers.concat(parts);
    }

    /** Sum over words / √(number of words): one word that differs weighs the same in short and in long sentences. */
    private Operand<TFloat32> instruction(ObservationInputs inputs) {
        int size = config.instructionFeatures();
        Operand<TFloat32> words = layers.embedding(
                name + "/words", inputs.tokens(), InstructionTokenizer.VOCABULARY, size); // [B, 12, size]
        Operand<TFloat32> present = tf.dtypes.cast(
                tf.math.notEqual(inputs.tokens(), tf.constant(InstructionTokenizer.PADDING)), TFloat32.class);
        Operand<TFloat32> sum =
                tf.sum(layers.times(words, tf.expandDims(present, tf.constant(2))), tf.constant(new int[] {1}));
        Operand<TFloat32> meanPresence = tf.math.mean(present, tf.constant(1), Mean.keepDims(true));
        Operand<TFloat32> count = layers.plus(
                layers.times(meanPresence, layers.constant(InstructionTokenizer.LENGTH)), layers.constant(1e-6));
        return layers.dense(name + "/instruction", layers.times(sum, tf.math.rsqrt(count)), size, size, 1);
    }

    private List<Operand<TFloat32>> camera(String prefix, Operand<TUint8> bytes, Operand<TFloat32> asked) {
        int first = config.channels();
        int channels = first * 3 / 2;
        int side = config.shape().pixels() / 4;
        Operand<TFloat32> x = layers.minus(
                layers.times(tf.dtypes.cast(bytes, TFloat32.class), layers.constant(1 / 127.5)), layers.constant(1));
        x = layers.relu(layers.conv(prefix + "/conv0", x, WIDE, 3, first));
        x = layers.relu(layers.conv(prefix + "/conv1", x, HALVING, first, channels));
        x = layers.relu(layers.conv(prefix + "/conv2", x, SAME, channels, channels));
        x = layers.relu(layers.film(prefix + "/film", x, channels, asked, config.instructionFeatures()));

        Operand<TFloat32> maps = layers.conv(prefix + "/keypoints", x, POINT, channels, config.keypoints());
        Operand<TFloat32> places = layers.spatialSoftmax(maps, side, config.keypoints());

        Operand<TFloat32> whole = layers.relu(layers.conv(prefix + "/conv3", x, HALVING, channels, GLOBAL_MAPS));
        whole = layers.relu(layers.conv(prefix + "/conv4", whole, HALVING, GLOBAL_MAPS, GLOBAL_TOP_MAPS));
        int flat = (side / 4) * (side / 4) * GLOBAL_TOP_MAPS;
        Operand<TFloat32> look = layers.gelu(
                layers.dense(prefix + "/whole", layers.reshape(whole, -1, flat), flat, config.globalFeatures(), 1));
        return List.of(places, look);
    }
}

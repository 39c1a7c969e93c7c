package dev.fleetrl.value.function;

import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.EncoderConfig;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.NetSession;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationEncoder;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.value.recap.ValueBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** V(o) as a network. Not thread-safe: one thread owns the session. */
public final class ValueFunction implements AutoCloseable {
    private static final int GLOBAL_FEATURES = 64;
    private static final int INSTRUCTION_FEATURES = 32;

    private final ValueBins bins;
    private final LabelSettings.Target target;
    private final Net net = Net.trainable();
    private final ObservationInputs inputs;
    private final Placeholder<TFloat32> targets; // [B, K]
    private final Operand<TFloat32> probabilities; // [B, K]
    private final Operand<TFloat32> loss; // []
    private final AdamW adamW;
    private final NetSession session;

    /** @param target how it is told the returns */
    public ValueFunction(ValueFunctionConfig config, ObservationShape shape, LabelSettings.Target target, long seed) {
        this.target = target;
        bins = new ValueBins(config.bins());
        var encoder =
                new EncoderConfig(shape, config.channels(), config.keypoints(), GLOBAL_FEATURES, INSTRUCTION_FEATURES);
        var tf = net.tf();
        var layers = new Layers(net);
        inputs = ObservationInputs.create(net, shape);
        targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, config.bins())));

        int trunk = config.trunkUnits();
        int head = config.headUnits();
        Operand<TFloat32> features = new ObservationEncoder(net, "value", encoder).features(inputs); // [B, F]
        Operand<TFloat32> x = layers.dense("value/trunk", features, encoder.features(), trunk, 1);
        x = layers.gelu(layers.layerNorm("value/norm", x, trunk));
        x = layers.gelu(layers.dense("value/head", x, trunk, head, 1));
        Operand<TFloat32> logits = layers.dense("value/bins", x, head, config.bins(), 0.1); // [B, K]

        probabilities = tf.nn.softmax(logits);
        loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), tf.constant(0));
        adamW = new AdamW(net, loss, AdamW.Settings.STANDARD);
        session = new NetSession(net, SessionConfig.forTraining(config.threads()));
        session.initialise(seed);
        startFrom(weights());
    }

    /** What it answers with once it is {@linkplain #settle settled}. */
    public Weights weights() {
        return AdamW.averages(session.state());
    }

    /** Takes these weights, of a value function of the same shape, and no memory of how they were found. */
    public void startFrom(Weights weights) {
        session.write(AdamW.startingFrom(weights));
    }

    public ValueBins bins() {
        return bins;
    }

    /** How many numbers it learns. */
    public long size() {
        return net.size();
    }

    /**
     * One gradient step; answers the loss before it.
     *
     * @param step counts from 0
     * @param returns g of each observation; shape [B]
     */
    public float fit(ObservationBatch batch, float[] returns, int step, double learningRate) {
        float[] encoded = new float[returns.length * bins.count()];
        for (int row = 0; row < returns.length; row++) {
            bins.encode(target, returns[row], encoded, row * bins.count());
        }
        try (GraphRun run = session.run()) {
            inputs.feed(run, batch).feed(targets, encoded, returns.length, bins.count());
            return adamW.step(run.fetch(loss), step, learningRate).fetched().get(0)[0];
        }
    }

    /** Ends training: from now on it answers with the average of its last weights, which is steadier than the last. */
    public void settle() {
        session.write(weights());
    }

    /** p of each observation; B vectors of shape [K]. */
    public List<Vec> distributions(ObservationBatch batch) {
        try (GraphRun run = session.run()) {
            float[] flat =
                    inputs.feed(run, batch).fetch(probabilities).fetched().get(0);
            List<Vec> rows = new ArrayList<>();
            for (int row = 0; row < batch.size(); row++) {
                rows.add(Vec.of(Arrays.copyOfRange(flat, row * bins.count(), (row + 1) * bins.count())));
            }
            return rows;
        }
    }

    @Override
    public void close() {
        session.close();
        net.close();
    }
}

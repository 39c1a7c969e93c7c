package dev.fleetrl.value.critic;

import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.NetSession;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.value.recap.ValueBins;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The critic while it learns: cross-entropy of the pairs' two-hot targets plus that of the done labels. Not thread-safe: one
 * thread owns the session.
 */
final class ProgressCritic implements AutoCloseable {
    private final CriticSizes sizes;
    private final ValueBins bins;
    private final Net net = Net.trainable();
    private final ObservationInputs inputs;
    private final Placeholder<TInt32> first; // [P]
    private final Placeholder<TInt32> second; // [P]
    private final Placeholder<TFloat32> targets; // [P, K]
    private final Placeholder<TInt32> doneRows; // [D]
    private final Placeholder<TFloat32> doneTargets; // [D]
    private final Operand<TFloat32> features; // [N, F]
    private final Operand<TFloat32> loss; // []
    private final AdamW adamW;
    private final NetSession session;

    ProgressCritic(CriticConfig config, int cameras, long seed) {
        sizes = config.sizes();
        bins = new ValueBins(sizes.bins());
        Ops tf = net.tf();
        CriticNetwork network = new CriticNetwork(net, sizes, cameras);
        inputs = ObservationInputs.create(net, sizes.shape(cameras));
        first = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        second = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, sizes.bins())));
        doneRows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        doneTargets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));

        features = network.features(inputs);
        Operand<TFloat32> references =
                tf.slice(features, tf.constant(new int[] {0, 0}), tf.constant(new int[] {sizes.references(), -1}));
        Operand<TFloat32> logits = network.logits(features, first, second, references);
        Operand<TFloat32> pairLoss =
                tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss();
        Operand<TFloat32> odds = tf.gather(network.done(features), doneRows, tf.constant(0));
        loss = new Layers(net)
                .plus(tf.math.mean(pairLoss, tf.constant(0)), tf.math.mean(logisticLoss(net, odds), tf.constant(0)));
        adamW = new AdamW(net, loss, AdamW.Settings.STANDARD);
        session = new NetSession(net, SessionConfig.forTraining(config.threads()));
        session.initialise(seed);
        session.write(AdamW.startingFrom(AdamW.averages(session.state())));
    }

    /** −y log σ(z) − (1 − y) log(1 − σ(z)) = softplus(z) − y z; shape [D]. */
    private Operand<TFloat32> logisticLoss(Net graph, Operand<TFloat32> odds) {
        Layers layers = new Layers(graph);
        return layers.minus(graph.tf().math.softplus(odds), layers.times(doneTargets, odds));
    }

    /**
     * One gradient step; answers the loss before it.
     *
     * @param step counts from 0
     */
    float fit(CriticLesson lesson, int step, double learningRate) {
        int pairs = lesson.targets().length;
        float[] twoHot = new float[pairs * bins.count()];
        for (int pair = 0; pair < pairs; pair++) {
            bins.twoHot((lesson.targets()[pair] - 1) / 2, twoHot, pair * bins.count()); // from [-1, 1] to [-1, 0]
        }
        try (GraphRun run = session.run()) {
            inputs.feed(run, lesson.frames())
                    .feed(first, lesson.first(), pairs)
                    .feed(second, lesson.second(), pairs)
                    .feed(targets, twoHot, pairs, bins.count())
                    .feed(doneRows, lesson.doneRows(), lesson.doneRows().length)
                    .feed(doneTargets, lesson.doneTargets(), lesson.doneTargets().length);
            float before =
                    adamW.step(run.fetch(loss), step, learningRate).fetched().get(0)[0];
            if (!Float.isFinite(before)) {
                throw new IllegalStateException(
                        "the critic's loss is " + before + " at step " + step + "; lower its learning rate");
            }
            return before;
        }
    }

    /**
     * What is served: the average of the last weights, and the reference frames' features with them.
     *
     * @param references R frames of one demonstration; not read where R is 0
     */
    Weights served(ObservationBatch references) {
        Weights averages = AdamW.averages(session.state());
        session.write(averages);
        Map<String, float[]> all = new LinkedHashMap<>();
        averages.names().forEach(name -> all.put(name, averages.of(name)));
        if (sizes.references() > 0) {
            try (GraphRun run = session.run()) {
                all.put(
                        FrozenCritic.REFERENCES,
                        inputs.feed(run, references).fetch(features).fetched().get(0));
            }
        }
        return new Weights(all);
    }

    @Override
    public void close() {
        session.close();
        net.close();
    }
}

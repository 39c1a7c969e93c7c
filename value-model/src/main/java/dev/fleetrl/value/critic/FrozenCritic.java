package dev.fleetrl.value.critic;

import dev.fleetrl.learning.FrozenModel;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Initialiser;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A critic that answers. Any number of threads may ask at once. */
public final class FrozenCritic implements AutoCloseable {
    static final String REFERENCES = "critic/references";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String PROGRESS = "progress";
    private static final String DONE = "done";

    private final FrozenModel model;
    private final ObservationInputs inputs;
    private final Operand<TInt32> first;
    private final Operand<TInt32> second;
    private final Operand<TFloat32> progress;
    private final Operand<TFloat32> done;

    /**
     * What it says.
     *
     * @param progress c of each pair, in [-1, 1]; shape [P]
     * @param done probability of each frame; shape [N]
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once by whoever asked
    public record Answer(float[] progress, float[] done) {}

    private FrozenCritic(FrozenModel model) {
        this.model = model;
        inputs = ObservationInputs.of(model);
        first = model.operand(FIRST);
        second = model.operand(SECOND);
        progress = model.operand(PROGRESS);
        done = model.operand(DONE);
    }

    /** Opens one; each call runs on one thread. */
    public static FrozenCritic load(Path savedModel) throws IOException {
        return FrozenModel.of(
                Files.readAllBytes(savedModel.resolve(FrozenModel.FILE)),
                SessionConfig.forServing(),
                FrozenCritic::new);
    }

    static void export(CriticSizes sizes, int cameras, Weights weights, Path savedModel) throws IOException {
        try (Net net = Net.frozen(weights)) {
            Ops tf = net.tf();
            CriticNetwork network = new CriticNetwork(net, sizes, cameras);
            ObservationInputs inputs = ObservationInputs.create(net, sizes.shape(cameras));
            Placeholder<TInt32> first = tf.withName(FIRST).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            Placeholder<TInt32> second = tf.withName(SECOND).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            Operand<TFloat32> features = network.features(inputs);
            Operand<TFloat32> references = sizes.references() == 0
                    ? features
                    : net.parameter(
                            REFERENCES, Shape.of(sizes.references(), network.featureSize()), Initialiser.zeros());
            Operand<TFloat32> progress = tf.withName(PROGRESS)
                    .identity(network.progress(network.logits(features, first, second, references)));
            Operand<TFloat32> done = tf.withName(DONE).identity(tf.math.sigmoid(network.done(features)));
            List<Operand<?>> all = new ArrayList<>(inputs.all());
            all.addAll(List.of(first, second));
            FrozenModel.export(net, all, List.of(progress, done), savedModel);
        }
    }

    /**
     * Compares frames with one another.
     *
     * @param from rows of the pairs' first frames; shape [P]
     * @param to rows of their second frames; shape [P]
     */
    public Answer ask(ObservationBatch frames, int[] from, int[] to) {
        try (GraphRun run = model.run()) {
            List<float[]> said = inputs.feed(run, frames)
                    .feed(first, from, from.length)
                    .feed(second, to, to.length)
                    .fetch(progress)
                    .fetch(done)
                    .fetched();
            return new Answer(said.get(0), said.get(1));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}

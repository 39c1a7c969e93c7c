package dev.fleetrl.policy.network;

import dev.fleetrl.learning.FrozenModel;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A {@link ChunkValue} that is served. Any number of threads may ask at once. */
public final class ChunkScorer implements AutoCloseable {
    private static final String CHUNK = "chunk";
    private static final String VALUE = "value";

    private final FrozenModel model;
    private final ObservationInputs inputs;
    private final Operand<TFloat32> chunk;
    private final Operand<TFloat32> value;

    private ChunkScorer(FrozenModel model) {
        this.model = model;
        inputs = ObservationInputs.of(model);
        chunk = model.operand(CHUNK);
        value = model.operand(VALUE);
    }

    /** Opens one out of the bytes of its SavedModel. */
    public static ChunkScorer of(byte[] savedModel, ConfigProto session) throws IOException {
        return FrozenModel.of(savedModel, session, ChunkScorer::new);
    }

    /** Writes the network with these weights as a SavedModel. */
    public static void export(NetworkConfig config, Weights weights, Path savedModel) throws IOException {
        try (Net net = Net.frozen(weights)) {
            Ops tf = net.tf();
            ObservationInputs inputs =
                    ObservationInputs.create(net, config.encoder().shape());
            Operand<TFloat32> chunk =
                    tf.withName(CHUNK).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, config.chunk())));
            Operand<TFloat32> value = tf.withName(VALUE).identity(new ChunkValue(net, config).of(inputs, chunk));
            List<Operand<?>> all = new ArrayList<>(inputs.all());
            all.add(chunk);
            FrozenModel.export(net, all, List.of(value), savedModel);
        }
    }

    /** Q of each row's chunk, normalised [B, H·A]; answer [B]. */
    public float[] scores(ObservationBatch batch, float[] chunks) {
        try (GraphRun run = model.run()) {
            long rows = batch.size();
            return inputs.feed(run, batch)
                    .feed(chunk, chunks, rows, chunks.length / rows)
                    .fetch(value)
                    .fetched()
                    .get(0);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}

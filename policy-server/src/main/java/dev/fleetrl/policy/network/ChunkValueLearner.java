package dev.fleetrl.policy.network;

import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.NetSession;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.Weights;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A {@link ChunkValue} that learns, by the mean squared error. Owned by one thread. */
public final class ChunkValueLearner implements AutoCloseable {
    private final NetworkConfig config;
    private final Net net = Net.trainable();
    private final ObservationInputs observations;
    private final Placeholder<TFloat32> chunk;
    private final Placeholder<TFloat32> target;
    private final Operand<TFloat32> value;
    private final Operand<TFloat32> loss;
    private final AdamW adamW;
    private final NetSession session;

    /** Begins with fresh weights from the seed, and sees as the policy does. */
    public ChunkValueLearner(NetworkConfig config, Weights policy, long seed, ConfigProto session) {
        this.config = config;
        var tf = net.tf();
        observations = ObservationInputs.create(net, config.encoder().shape());
        chunk = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, config.chunk())));
        target = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
        value = new ChunkValue(net, config).of(observations, chunk);
        loss = tf.math.mean(tf.math.squaredDifference(value, target), tf.constant(new int[] {0, 1}));
        adamW = new AdamW(net, loss, AdamW.Settings.STANDARD);
        this.session = new NetSession(net, session);
        this.session.initialise(seed);
        Weights fresh = AdamW.averages(this.session.state());
        this.session.write(AdamW.startingFrom(ChunkValue.seeingAs(policy, fresh)));
    }

    /**
     * The {@code step}-th step, from 0; the loss before it.
     *
     * @param chunks normalised [B, H·A]
     * @param targets [B]
     */
    public double step(ObservationBatch batch, float[] chunks, float[] targets, int step, double learningRate) {
        try (GraphRun run = session.run()) {
            feed(run, batch, chunks).feed(target, targets, batch.size(), 1).fetch(loss);
            return adamW.step(run, step, learningRate).fetched().get(0)[0];
        }
    }

    /** Ends the training: what is served, and from now on asked, are the averages. */
    public Weights served() {
        Weights averages = AdamW.averages(session.state());
        session.write(averages);
        return averages;
    }

    /** Q of each, [B]. */
    public float[] values(ObservationBatch batch, float[] chunks) {
        try (GraphRun run = session.run()) {
            return feed(run, batch, chunks).fetch(value).fetched().get(0);
        }
    }

    private GraphRun feed(GraphRun run, ObservationBatch batch, float[] chunks) {
        return observations.feed(run, batch).feed(chunk, chunks, batch.size(), config.chunk());
    }

    @Override
    public void close() {
        session.close();
        net.close();
    }
}

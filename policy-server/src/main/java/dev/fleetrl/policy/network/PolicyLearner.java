package dev.fleetrl.policy.network;

import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.NetSession;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.Weights;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A policy that learns: the graph of {@link PolicyNetwork} with {@link FlowLoss} and AdamW. Owned by one thread. */
public final class PolicyLearner implements AutoCloseable {
    private final int chunk;
    private final Net net = Net.trainable();
    private final ObservationInputs inputs;
    private final Placeholder<TInt32> indicator;
    private final ChunkInputs chunks;
    private final Operand<TFloat32> loss;
    private final AdamW adamW;
    private final NetSession session;

    /** @param samples pairs of time and noise an observation */
    public PolicyLearner(NetworkConfig config, int samples, AdamW.Settings settings, ConfigProto session) {
        chunk = config.chunk();
        PolicyNetwork network = new PolicyNetwork(net, config);
        inputs = ObservationInputs.create(net, config.encoder().shape());
        indicator = net.tf().placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        chunks = ChunkInputs.create(net, chunk);
        Operand<TFloat32> condition = network.condition(network.trunk(inputs), indicator);
        loss = new FlowLoss(net, network, samples).of(condition, chunks);
        adamW = new AdamW(net, loss, settings);
        this.session = new NetSession(net, session);
    }

    /** Fresh weights from the seed, or a parent's. The optimiser begins anew either way. */
    public void begin(long seed, Optional<Weights> parent) {
        session.initialise(seed);
        Weights weights = parent.orElseGet(() -> AdamW.averages(session.state()));
        session.write(AdamW.startingFrom(weights));
    }

    /** The loss before the {@code step}-th step. */
    public double step(PolicyBatch batch, int step, double learningRate) {
        long rows = batch.observations().size();
        long flows = batch.times().length;
        try (GraphRun run = session.run()) {
            inputs.feed(run, batch.observations())
                    .feed(indicator, batch.indicators(), rows)
                    .feed(chunks.target(), batch.targets(), rows, chunk)
                    .feed(chunks.mask(), batch.mask(), rows, chunk)
                    .feed(chunks.noise(), batch.noise(), flows, chunk)
                    .feed(chunks.time(), batch.times(), flows, 1)
                    .fetch(loss);
            return adamW.step(run, step, learningRate).fetched().get(0)[0];
        }
    }

    /** Weights, averages and moments. */
    public Weights state() {
        return session.state();
    }

    /** How many numbers are learned. */
    public long size() {
        return net.size();
    }

    @Override
    public void close() {
        session.close();
        net.close();
    }
}

package dev.fleetrl.policy.network;

import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.Weights;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A policy that does not learn any more, and says how well each example of a batch fits it. */
final class ReferenceLosses implements AutoCloseable {
    private final Net net;
    private final BatchInputs inputs;
    private final Operand<TFloat32> losses;
    private final Session session;

    ReferenceLosses(NetworkConfig config, int samples, Weights weights, ConfigProto session) {
        net = Net.frozen(weights);
        inputs = BatchInputs.create(net, config);
        losses = new FlowLoss(net, new PolicyNetwork(net, config), inputs, samples).ofEach();
        this.session = new Session(net.graph(), session);
    }

    /** L of each example, [B]. */
    float[] of(PolicyBatch batch) {
        try (GraphRun run = new GraphRun(session)) {
            return inputs.feed(run, batch).fetch(losses).fetched().get(0);
        }
    }

    @Override
    public void close() {
        session.close();
        net.close();
    }
}

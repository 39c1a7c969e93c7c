package dev.fleetrl.policy.network;

import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.NetSession;
import dev.fleetrl.learning.Weights;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.math.Mean;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A policy that learns: the graph of {@link PolicyNetwork} with its {@link Objective} and AdamW. Owned by one thread. */
public final class PolicyLearner implements AutoCloseable {
    private final NetworkConfig config;
    private final int samples;
    private final ConfigProto sessions;
    private final Net net = Net.trainable();
    private final BatchInputs inputs;
    private final Optional<Improvement> improvement;
    private final Operand<TFloat32> loss;
    private final AdamW adamW;
    private final NetSession session;
    private Optional<ReferenceLosses> reference = Optional.empty();

    /**
     * What one step saw, before it moved the weights.
     *
     * @param drift mean of |ρ − 1| against the reference; 0 where the objective has none
     */
    public record Seen(double loss, double drift) {}

    /** The second term of the loss, and where it takes its numbers; both placeholders [B]. */
    private record Improvement(
            Placeholder<TFloat32> reference,
            Placeholder<TFloat32> advantages,
            Operand<TFloat32> surrogate,
            Operand<TFloat32> drift) {}

    /** @param samples pairs of time and noise an observation */
    public PolicyLearner(
            NetworkConfig config, int samples, Objective objective, AdamW.Settings settings, ConfigProto session) {
        this.config = config;
        this.samples = samples;
        sessions = session;
        inputs = BatchInputs.create(net, config);
        FlowLoss flow = new FlowLoss(net, new PolicyNetwork(net, config), inputs, samples);
        improvement = objective instanceof Objective.SimplePolicyOptimisation spo
                ? Optional.of(improvement(flow, spo))
                : Optional.empty();
        loss = improvement
                .<Operand<TFloat32>>map(term -> net.tf().math.sub(flow.weighted(), term.surrogate()))
                .orElseGet(flow::weighted);
        adamW = new AdamW(net, loss, settings);
        this.session = new NetSession(net, session);
    }

    private Improvement improvement(FlowLoss flow, Objective.SimplePolicyOptimisation spo) {
        Placeholder<TFloat32> losses = perExample();
        Placeholder<TFloat32> advantages = perExample();
        PolicyRatio ratio = new PolicyRatio(net.tf(), new Layers(net), flow.ofEach(), losses);
        Mean<TFloat32> mean = net.tf()
                .math
                .mean(ratio.surrogate(advantages, spo.trustRegion()), net.tf().constant(new int[] {0}));
        return new Improvement(losses, advantages, mean, ratio.drift(advantages));
    }

    private Placeholder<TFloat32> perExample() {
        return net.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    }

    /**
     * Fresh weights from the seed, or a parent's. The optimiser begins anew either way; an objective that compares with a
     * reference compares with these weights.
     */
    public void begin(long seed, Optional<Weights> parent) {
        session.initialise(seed);
        parent.map(IndicatorWeights::introduced).map(AdamW::startingFrom).ifPresent(session::write);
        Weights weights = AdamW.averages(session.state());
        session.write(AdamW.startingFrom(weights));
        reference.ifPresent(ReferenceLosses::close);
        reference = improvement.map(term -> new ReferenceLosses(config, samples, weights, sessions));
    }

    /** The {@code step}-th step, from 0. */
    public Seen step(PolicyBatch batch, int step, double learningRate) {
        long rows = batch.observations().size();
        try (GraphRun run = session.run()) {
            inputs.feed(run, batch).fetch(loss);
            if (improvement.isPresent()) {
                Improvement term = improvement.get();
                run.feed(term.reference(), reference.orElseThrow().of(batch), rows)
                        .feed(term.advantages(), batch.advantages(), rows)
                        .fetch(term.drift());
            }
            List<float[]> seen = adamW.step(run, step, learningRate).fetched();
            return new Seen(seen.get(0)[0], improvement.isPresent() ? seen.get(1)[0] : 0);
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
        reference.ifPresent(ReferenceLosses::close);
        session.close();
        net.close();
    }
}

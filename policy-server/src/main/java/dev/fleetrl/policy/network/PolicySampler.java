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
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A policy that acts. The graph has three outputs: {@code plain} (β = 1), {@code guided}, and {@code continued}, which is guided
 * and goes on from the chunk that is being executed ({@link ActionFlow}).
 *
 * <p>Any number of threads may ask at once.
 */
public final class PolicySampler implements AutoCloseable {
    private static final String INDICATOR = "indicator";
    private static final String NOISE = "noise";
    private static final String BETA = "beta";
    private static final String PLANNED = "planned";
    private static final String WEIGHT = "weight";
    private static final String PLAIN = "plain";
    private static final String GUIDED = "guided";
    private static final String CONTINUED = "continued";

    private final FrozenModel model;
    private final ObservationInputs inputs;
    private final Operand<TInt32> indicator;
    private final Operand<TFloat32> noise;
    private final Operand<TFloat32> beta;
    private final Operand<TFloat32> plain;
    private final Operand<TFloat32> guided;
    private final Optional<Continued> continued;

    /** Where a policy of before there was real-time chunking has nothing. */
    private record Continued(Operand<TFloat32> planned, Operand<TFloat32> weight, Operand<TFloat32> chunk) {}

    private PolicySampler(FrozenModel model) {
        this.model = model;
        inputs = ObservationInputs.of(model);
        indicator = model.operand(INDICATOR);
        noise = model.operand(NOISE);
        beta = model.operand(BETA);
        plain = model.operand(PLAIN);
        guided = model.operand(GUIDED);
        continued = model.has(CONTINUED)
                ? Optional.of(new Continued(model.operand(PLANNED), model.operand(WEIGHT), model.operand(CONTINUED)))
                : Optional.empty();
    }

    /** Opens one out of the bytes of its SavedModel. */
    public static PolicySampler of(byte[] savedModel, ConfigProto session) throws IOException {
        return FrozenModel.of(savedModel, session, PolicySampler::new);
    }

    /** Writes the network with these weights as a SavedModel. */
    public static void export(NetworkConfig config, Weights weights, Path savedModel) throws IOException {
        try (Net net = Net.frozen(weights)) {
            Ops tf = net.tf();
            PolicyNetwork network = new PolicyNetwork(net, config);
            ObservationInputs inputs =
                    ObservationInputs.create(net, config.encoder().shape());
            Placeholder<TInt32> indicator =
                    tf.withName(INDICATOR).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            Operand<TFloat32> noise = rows(tf, NOISE, config.chunk());
            Operand<TFloat32> beta = rows(tf, BETA, 1);
            Operand<TFloat32> planned = rows(tf, PLANNED, config.chunk());
            Operand<TFloat32> weight = rows(tf, WEIGHT, config.chunk());
            Operand<TFloat32> trunk = network.trunk(inputs);
            ActionFlow flow = new ActionFlow(
                    net,
                    network,
                    network.condition(trunk, indicator),
                    network.condition(trunk, tf.zerosLike(indicator)));
            List<Operand<?>> outputs = List.of(
                    tf.withName(PLAIN).identity(flow.follow(noise, flow::plain)),
                    tf.withName(GUIDED).identity(flow.follow(noise, flow.guided(beta))),
                    tf.withName(CONTINUED)
                            .identity(flow.follow(noise, flow.continued(flow.guided(beta), planned, weight))));

            List<Operand<?>> all = new ArrayList<>(inputs.all());
            all.addAll(List.of(indicator, noise, beta, planned, weight));
            FrozenModel.export(net, all, outputs, savedModel);
        }
    }

    private static Operand<TFloat32> rows(Ops tf, String name, int width) {
        return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
    }

    /** Normalised chunks at β = 1; indicators [B], noise [B, H·A], answer [B · H·A]. */
    public float[] plain(ObservationBatch batch, int[] indicators, float[] noises) {
        try (GraphRun run = model.run()) {
            return whole(feed(run, batch, indicators, noises).fetch(plain), noises);
        }
    }

    /** Normalised chunks at any β; betas [B]. */
    public float[] guided(ObservationBatch batch, int[] indicators, float[] noises, float[] betas) {
        try (GraphRun run = model.run()) {
            return whole(
                    feed(run, batch, indicators, noises)
                            .feed(beta, betas, batch.size(), 1)
                            .fetch(guided),
                    noises);
        }
    }

    /** Whether a chunk can go on from another. */
    public boolean canContinue() {
        return continued.isPresent();
    }

    /**
     * Normalised chunks at any β that go on from what is planned.
     *
     * @param planned [B, H·A], normalised, seen from the same place as the chunk that is asked for
     * @param weights [B, H·A], 0 to 1: how much an element must be the planned one; all 0 where nothing is planned
     */
    public float[] continued(
            ObservationBatch batch, int[] indicators, float[] noises, float[] betas, float[] planned, float[] weights) {
        Continued outputs = continued.orElseThrow(() -> new IllegalStateException("ask canContinue() first"));
        long width = noises.length / batch.size();
        try (GraphRun run = model.run()) {
            return whole(
                    feed(run, batch, indicators, noises)
                            .feed(beta, betas, batch.size(), 1)
                            .feed(outputs.planned(), planned, batch.size(), width)
                            .feed(outputs.weight(), weights, batch.size(), width)
                            .fetch(outputs.chunk()),
                    noises);
        }
    }

    /** Where rows are of another length, one robot's row would be cut out of another's. */
    private static float[] whole(GraphRun run, float[] noises) {
        float[] chunks = run.fetched().get(0);
        if (chunks.length != noises.length) {
            throw new IllegalArgumentException(
                    "the network answers with " + chunks.length + " numbers where " + noises.length + " are wanted");
        }
        return chunks;
    }

    private GraphRun feed(GraphRun run, ObservationBatch batch, int[] indicators, float[] noises) {
        long rows = batch.size();
        return inputs.feed(run, batch)
                .feed(indicator, indicators, rows)
                .feed(noise, noises, rows, noises.length / rows);
    }

    @Override
    public void close() {
        model.close();
    }
}

package dev.fleetrl.policy.network;

import dev.fleetrl.learning.FrozenModel;
import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A policy that acts: follows the flow from noise to a chunk in ten Euler steps. The graph has two outputs: {@code plain}
 * (β = 1) and {@code guided}, whose two branches go through the expert as one batch.
 *
 * <p>Any number of threads may ask at once.
 */
public final class PolicySampler implements AutoCloseable {
    private static final int EULER_STEPS = 10;
    private static final String INDICATOR = "indicator";
    private static final String NOISE = "noise";
    private static final String BETA = "beta";
    private static final String PLAIN = "plain";
    private static final String GUIDED = "guided";

    private final FrozenModel model;
    private final ObservationInputs inputs;
    private final Operand<TInt32> indicator;
    private final Operand<TFloat32> noise;
    private final Operand<TFloat32> beta;
    private final Operand<TFloat32> plain;
    private final Operand<TFloat32> guided;

    private PolicySampler(FrozenModel model) {
        this.model = model;
        inputs = ObservationInputs.of(model);
        indicator = model.operand(INDICATOR);
        noise = model.operand(NOISE);
        beta = model.operand(BETA);
        plain = model.operand(PLAIN);
        guided = model.operand(GUIDED);
    }

    public static PolicySampler load(Path savedModel) {
        return new PolicySampler(FrozenModel.load(savedModel, SessionConfig.forServing()));
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
            Placeholder<TFloat32> noise =
                    tf.withName(NOISE).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, config.chunk())));
            Placeholder<TFloat32> beta =
                    tf.withName(BETA).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
            Operand<TFloat32> trunk = network.trunk(inputs);
            Operand<TFloat32> told = network.condition(trunk, indicator);
            Operand<TFloat32> untold = network.condition(trunk, tf.zerosLike(indicator));
            Operand<TFloat32> plain = tf.withName(PLAIN).identity(plain(net, network, told, noise));
            Operand<TFloat32> guided =
                    tf.withName(GUIDED).identity(guided(net, network, new Branches(told, untold, beta), noise));

            List<Operand<?>> all = new ArrayList<>(inputs.all());
            all.addAll(List.of(indicator, noise, beta));
            FrozenModel.export(net, all, List.of(plain, guided), savedModel);
        }
    }

    private static Operand<TFloat32> plain(
            Net net, PolicyNetwork network, Operand<TFloat32> told, Operand<TFloat32> noise) {
        Layers layers = new Layers(net);
        Operand<TFloat32> x = noise;
        for (int k = 0; k < EULER_STEPS; k++) {
            Operand<TFloat32> v = network.velocity(told, x, time(layers, k));
            x = layers.plus(x, layers.times(layers.constant(1.0 / EULER_STEPS), v));
        }
        return x;
    }

    private record Branches(Operand<TFloat32> told, Operand<TFloat32> untold, Operand<TFloat32> beta) {}

    /** v = v_u + β · (v_c − v_u), see {@link dev.fleetrl.policy.condition.Guidance}. */
    private static Operand<TFloat32> guided(
            Net net, PolicyNetwork network, Branches branches, Operand<TFloat32> noise) {
        Ops tf = net.tf();
        Layers layers = new Layers(net);
        Operand<TFloat32> both = tf.concat(List.of(branches.told(), branches.untold()), tf.constant(0));
        Operand<TFloat32> x = noise;
        for (int k = 0; k < EULER_STEPS; k++) {
            Operand<TFloat32> twice = tf.concat(List.of(x, x), tf.constant(0));
            List<? extends Operand<TFloat32>> v = tf.split(
                            tf.constant(0), network.velocity(both, twice, time(layers, k)), 2L)
                    .output();
            Operand<TFloat32> steered =
                    layers.plus(v.get(1), layers.times(branches.beta(), layers.minus(v.get(0), v.get(1))));
            x = layers.plus(x, layers.times(layers.constant(1.0 / EULER_STEPS), steered));
        }
        return x;
    }

    private static Operand<TFloat32> time(Layers layers, int step) {
        return layers.reshape(layers.constant((double) step / EULER_STEPS), 1, 1);
    }

    /** Normalised chunks at β = 1; indicators [B], noise [B, H·A], answer [B · H·A]. */
    public float[] plain(ObservationBatch batch, int[] indicators, float[] noises) {
        try (GraphRun run = model.run()) {
            return feed(run, batch, indicators, noises).fetch(plain).fetched().get(0);
        }
    }

    /** Normalised chunks at any β; betas [B]. */
    public float[] guided(ObservationBatch batch, int[] indicators, float[] noises, float[] betas) {
        try (GraphRun run = model.run()) {
            return feed(run, batch, indicators, noises)
                    .feed(beta, betas, batch.size(), 1)
                    .fetch(guided)
                    .fetched()
                    .get(0);
        }
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

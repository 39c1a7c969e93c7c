package dev.fleetrl.learning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * AdamW (Loshchilov and Hutter, 2019) with a clipped global norm, and a moving average of the weights, which is what is
 * served.
 *
 * <pre>
 *   g ← g · min(1, c / ‖g‖)        θ ← θ − η · Adam(g)        θ ← θ − η · λ · θ  (matrices only)
 *   θ̄ ← θ̄ − (1 − d) · (θ̄ − θ),    d = min(averaging, (1 + i) / (10 + i))
 * </pre>
 *
 * <p>The rate and the powers of β are fed from Java, so no state of the schedule hides in the graph. No update begins before
 * all gradients are known; tensorflow-framework's Adam has no such order, and is not deterministic.
 */
public final class AdamW {
    private static final String AVERAGE = "average/";
    private static final double EPSILON = 1e-8;

    private final Settings settings;
    private final Net net;
    private final Layers layers;
    private final Ops tf;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> beta1Power;
    private final Placeholder<TFloat32> beta2Power;
    private final Placeholder<TFloat32> averageStep;
    private final Op update;

    /**
     * How far each step goes.
     *
     * @param weightDecay λ
     * @param clipNorm c, the longest gradient
     * @param averaging d, once training has gone on for a while
     */
    public record Settings(double beta1, double beta2, double weightDecay, double clipNorm, double averaging) {
        /** What the built-in nets were tuned with. */
        public static final Settings STANDARD = new Settings(0.9, 0.99, 1e-3, 1.0, 0.998);
    }

    /** Adds the updates to the graph. All parameters of the net must exist already. */
    public AdamW(Net net, Operand<TFloat32> loss, Settings settings) {
        this.net = net;
        this.settings = settings;
        layers = new Layers(net);
        tf = net.tf();
        rate = scalar("rate");
        beta1Power = scalar("beta1Power");
        beta2Power = scalar("beta2Power");
        averageStep = scalar("averageStep");

        List<Parameter> parameters = net.trainableParameters();
        List<Output<TFloat32>> gradients = gradients(loss, parameters);
        List<Operand<TFloat32>> squares = new ArrayList<>();
        gradients.forEach(gradient -> squares.add(tf.nn.l2Loss(gradient)));
        Operand<TFloat32> norm = tf.math.sqrt(layers.times(layers.constant(2), tf.math.addN(squares)));
        Operand<TFloat32> shrink = tf.math.minimum(
                layers.constant(1),
                tf.math.div(layers.constant(settings.clipNorm()), layers.plus(norm, layers.constant(EPSILON))));

        Ops afterGradients = tf.withControlDependencies(new ArrayList<Op>(gradients));
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            updates.add(update(afterGradients, parameters.get(i), layers.times(gradients.get(i), shrink)));
        }
        update = tf.withControlDependencies(updates).noOp();
    }

    private Placeholder<TFloat32> scalar(String name) {
        return tf.withName("adamw." + name).placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    }

    @SuppressWarnings("unchecked") // all parameters are float32, and so are their gradients
    private List<Output<TFloat32>> gradients(Operand<TFloat32> loss, List<Parameter> parameters) {
        Output<?>[] values = parameters.stream()
                .map(parameter -> parameter.value().asOutput())
                .toArray(Output<?>[]::new);
        List<Output<TFloat32>> gradients = new ArrayList<>();
        for (Output<?> gradient : net.graph().addGradients(loss.asOutput(), values)) {
            gradients.add((Output<TFloat32>) gradient);
        }
        return gradients;
    }

    private Op update(Ops afterGradients, Parameter parameter, Operand<TFloat32> gradient) {
        String name = parameter.name();
        Parameter mean = net.slot("adam-m/" + name, parameter.shape(), Initialiser.zeros());
        Parameter variance = net.slot("adam-v/" + name, parameter.shape(), Initialiser.zeros());
        Parameter average = net.slot(AVERAGE + name, parameter.shape(), parameter.initialiser());
        Op moved = afterGradients.train.resourceApplyAdam(
                parameter.handle(),
                mean.handle(),
                variance.handle(),
                beta1Power,
                beta2Power,
                rate,
                layers.constant(settings.beta1()),
                layers.constant(settings.beta2()),
                layers.constant(EPSILON),
                gradient);
        if (parameter.shape().numDimensions() > 1) {
            Operand<TFloat32> decay = layers.times(rate, layers.constant(settings.weightDecay()));
            moved = tf.assignSubVariableOp(parameter.handle(), layers.times(decay, readAfter(moved, parameter)));
        }
        Operand<TFloat32> lag = layers.minus(average.value(), readAfter(moved, parameter));
        return tf.assignSubVariableOp(average.handle(), layers.times(averageStep, lag));
    }

    private Operand<TFloat32> readAfter(Op moved, Parameter parameter) {
        return tf.withControlDependencies(List.of(moved)).readVariableOp(parameter.handle(), TFloat32.class);
    }

    /** Makes the run an optimisation step: the {@code step}-th of this training, from 0. */
    public GraphRun step(GraphRun run, int step, double learningRate) {
        double average = Math.min(settings.averaging(), (1.0 + step) / (10 + step));
        return run.feedScalar(rate, learningRate)
                .feedScalar(beta1Power, Math.pow(settings.beta1(), step + 1))
                .feedScalar(beta2Power, Math.pow(settings.beta2(), step + 1))
                .feedScalar(averageStep, 1 - average)
                .target(update);
    }

    /** The averaged weights, out of the whole state. */
    public static Weights averages(Weights state) {
        return state.below(AVERAGE);
    }

    /** A beginning with these weights and without memory of how they were found. */
    public static Weights startingFrom(Weights weights) {
        Map<String, float[]> both = new LinkedHashMap<>();
        for (String name : weights.names()) {
            both.put(name, weights.of(name));
            both.put(AVERAGE + name, weights.of(name));
        }
        return new Weights(both);
    }
}

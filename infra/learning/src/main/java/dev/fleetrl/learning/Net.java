package dev.fleetrl.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * A graph whose parameters have names. The same functions build it twice: trainable, with variables, and frozen, with the
 * trained numbers as constants.
 *
 * <p>Built once, by one thread, and never changed once a session runs it. Variables are resource variables: reading and
 * writing them is ordered, which reference variables are not. A frozen graph has no state that a bad run could change.
 */
public final class Net implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Optional<Weights> frozen;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    private Net(Optional<Weights> frozen) {
        this.frozen = frozen;
    }

    public static Net trainable() {
        return new Net(Optional.empty());
    }

    public static Net frozen(Weights weights) {
        return new Net(Optional.of(weights));
    }

    public Graph graph() {
        return graph;
    }

    public Ops tf() {
        return tf;
    }

    /** The parameter of that name, made at the first call and shared from then on. */
    public Operand<TFloat32> parameter(String name, Shape shape, Initialiser initialiser) {
        return parameter(name, shape, initialiser, true).value();
    }

    /** A number that training keeps but no gradient moves, such as a moment of Adam. */
    Parameter slot(String name, Shape shape, Initialiser initialiser) {
        return parameter(name, shape, initialiser, false);
    }

    private Parameter parameter(String name, Shape shape, Initialiser initialiser, boolean trainable) {
        Parameter known = parameters.get(name);
        if (known != null) {
            if (!known.shape().equals(shape)) {
                throw new IllegalStateException(name + " has shape " + known.shape() + ", not " + shape);
            }
            return known;
        }
        Parameter made = frozen.isPresent()
                ? constant(name, shape, initialiser, frozen.get().of(name))
                : variable(name, shape, initialiser, trainable);
        parameters.put(name, made);
        return made;
    }

    private Parameter constant(String name, Shape shape, Initialiser initialiser, float[] values) {
        if (values.length != shape.size()) {
            throw new IllegalStateException(name + " has " + values.length + " weights, but the net wants " + shape);
        }
        Operand<TFloat32> value = tf.withName(opName(name)).constant(shape, DataBuffers.of(values, true, false));
        return new Parameter(name, shape, initialiser, false, value, Optional.empty());
    }

    private Parameter variable(String name, Shape shape, Initialiser initialiser, boolean trainable) {
        VarHandleOp handle = tf.withName(opName(name)).varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
        Operand<TFloat32> value = tf.withName(opName(name) + ".read").readVariableOp(handle, TFloat32.class);
        Placeholder<TFloat32> written =
                tf.withName(opName(name) + ".written").placeholder(TFloat32.class, Placeholder.shape(shape));
        var storage = new Parameter.Storage(handle, written, tf.assignVariableOp(handle, written));
        return new Parameter(name, shape, initialiser, trainable, value, Optional.of(storage));
    }

    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    List<Parameter> trainableParameters() {
        return parameters.values().stream().filter(Parameter::trainable).toList();
    }

    /** How many numbers the gradients move. */
    public long size() {
        return trainableParameters().stream().mapToLong(Parameter::size).sum();
    }

    /** TensorFlow refuses slashes in the name of an operation. */
    private static String opName(String name) {
        return name.replace('/', '.');
    }

    @Override
    public void close() {
        graph.close();
    }
}

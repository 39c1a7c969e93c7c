package dev.fleetrl.learning;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * One call of a graph: flat arrays in, flat arrays out. The tensors live and die inside.
 *
 * <p>Use it in try-with-resources. Fed arrays are not copied, so nobody may write to them before {@link #fetched()} is back.
 */
public final class GraphRun implements AutoCloseable {
    private final Session.Runner runner;
    private final List<Tensor> fed = new ArrayList<>();

    public GraphRun(Session session) {
        runner = session.runner();
    }

    public GraphRun feed(Operand<TFloat32> placeholder, float[] values, long... shape) {
        return feed(placeholder, TFloat32.tensorOf(checked(values.length, shape), DataBuffers.of(values, true, false)));
    }

    public GraphRun feed(Operand<TInt32> placeholder, int[] values, long... shape) {
        return feed(placeholder, TInt32.tensorOf(checked(values.length, shape), DataBuffers.of(values, true, false)));
    }

    public GraphRun feed(Operand<TUint8> placeholder, byte[] values, long... shape) {
        return feed(placeholder, TUint8.tensorOf(checked(values.length, shape), DataBuffers.of(values, true, false)));
    }

    public GraphRun feedScalar(Operand<TFloat32> placeholder, double value) {
        return feed(placeholder, TFloat32.scalarOf((float) value));
    }

    /** TensorFlow itself takes a tensor of any size and fails later, somewhere else. */
    private static Shape checked(int length, long[] sides) {
        Shape shape = Shape.of(sides);
        if (shape.size() != length) {
            throw new IllegalArgumentException(length + " values do not fill " + shape);
        }
        return shape;
    }

    private GraphRun feed(Operand<? extends TType> placeholder, Tensor tensor) {
        fed.add(tensor);
        runner.feed(placeholder.asOutput(), tensor);
        return this;
    }

    public GraphRun fetch(Operand<TFloat32> operand) {
        runner.fetch(operand);
        return this;
    }

    public GraphRun target(Op op) {
        runner.addTarget(op);
        return this;
    }

    /** Runs it; what was asked for, in that order, copied out of TensorFlow's memory. */
    public List<float[]> fetched() {
        try (Result result = runner.run()) {
            List<float[]> values = new ArrayList<>(result.size());
            for (int i = 0; i < result.size(); i++) {
                TFloat32 tensor = (TFloat32) result.get(i);
                float[] copy = new float[Math.toIntExact(tensor.size())];
                tensor.asRawTensor().data().asFloats().read(copy);
                values.add(copy);
            }
            return values;
        }
    }

    @Override
    public void close() {
        fed.forEach(Tensor::close);
    }
}

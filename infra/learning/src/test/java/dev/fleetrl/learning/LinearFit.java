package dev.fleetrl.learning;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The smallest net that can be trained: y = x·W + b on three points of y = 2x + 1. */
final class LinearFit implements AutoCloseable {
    private static final float[] X = {-1, 0, 2};
    private static final float[] Y = {-1, 1, 5};

    private final Net net = Net.trainable();
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> y;
    private final Operand<TFloat32> loss;
    private final AdamW adamW;
    private final NetSession session;

    LinearFit(AdamW.Settings settings) {
        x = net.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
        y = net.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
        Layers layers = new Layers(net);
        Operand<TFloat32> error = layers.minus(layers.dense("line", x, 1, 1, 1), y);
        loss = net.tf().math.mean(net.tf().math.square(error), net.tf().constant(new int[] {0, 1}));
        adamW = new AdamW(net, loss, settings);
        session = new NetSession(net, SessionConfig.forTraining(1));
    }

    NetSession session() {
        return session;
    }

    /** Answers the loss before the step. */
    float step(int step, double rate) {
        try (GraphRun run = session.run()) {
            run.feed(x, X, 3, 1).feed(y, Y, 3, 1).fetch(loss);
            return adamW.step(run, step, rate).fetched().get(0)[0];
        }
    }

    @Override
    public void close() {
        session.close();
        net.close();
    }
}

package dev.fleetrl.learning;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Where a graph takes its observations. Pictures go in as bytes and are scaled in the graph.
 *
 * @param images [B, cameras, S, S, 3]
 * @param tokens [B, 12]
 * @param proprioception [B, P]
 */
public record ObservationInputs(Operand<TUint8> images, Operand<TInt32> tokens, Operand<TFloat32> proprioception) {
    private static final String IMAGES = "images";
    private static final String TOKENS = "tokens";
    private static final String PROPRIOCEPTION = "proprioception";

    public static ObservationInputs create(Net net, ObservationShape shape) {
        var tf = net.tf();
        return new ObservationInputs(
                tf.withName(IMAGES)
                        .placeholder(
                                TUint8.class,
                                Placeholder.shape(Shape.of(-1, shape.cameras(), shape.pixels(), shape.pixels(), 3))),
                tf.withName(TOKENS)
                        .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, InstructionTokenizer.LENGTH))),
                tf.withName(PROPRIOCEPTION)
                        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, shape.proprioception()))));
    }

    public static ObservationInputs of(FrozenModel model) {
        return new ObservationInputs(model.operand(IMAGES), model.operand(TOKENS), model.operand(PROPRIOCEPTION));
    }

    public List<Operand<?>> all() {
        return List.of(images, tokens, proprioception);
    }

    public GraphRun feed(GraphRun run, ObservationBatch batch) {
        ObservationShape shape = batch.shape();
        long size = batch.size();
        return run.feed(images, batch.images(), size, shape.cameras(), shape.pixels(), shape.pixels(), 3)
                .feed(tokens, batch.tokens(), size, InstructionTokenizer.LENGTH)
                .feed(proprioception, batch.proprioception(), size, shape.proprioception());
    }
}

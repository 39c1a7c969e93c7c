package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Net;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Where the training graph takes its chunks; K samples an observation.
 *
 * @param target normalised [B, H·A]
 * @param mask 1 where the position was acted, else 0; [B, H·A]
 * @param noise [B·K, H·A]
 * @param time [B·K, 1]
 */
record ChunkInputs(Operand<TFloat32> target, Operand<TFloat32> mask, Operand<TFloat32> noise, Operand<TFloat32> time) {
    static ChunkInputs create(Net net, int chunk) {
        return new ChunkInputs(
                placeholder(net, chunk), placeholder(net, chunk), placeholder(net, chunk), placeholder(net, 1));
    }

    private static Operand<TFloat32> placeholder(Net net, int size) {
        return net.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size)));
    }
}

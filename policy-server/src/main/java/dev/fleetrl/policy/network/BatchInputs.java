package dev.fleetrl.policy.network;

import dev.fleetrl.learning.GraphRun;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationInputs;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where a training graph takes its batch; K samples an observation.
 *
 * @param indicator [B]
 * @param target normalised [B, H·A]
 * @param mask 1 where the position is learned, else 0; [B, H·A]
 * @param imitation weight of each example's flow-matching loss, [B, 1]
 * @param noise [B·K, H·A]
 * @param time [B·K, 1]
 */
record BatchInputs(
        ObservationInputs observations,
        Placeholder<TInt32> indicator,
        Operand<TFloat32> target,
        Operand<TFloat32> mask,
        Operand<TFloat32> imitation,
        Operand<TFloat32> noise,
        Operand<TFloat32> time) {
    static BatchInputs create(Net net, NetworkConfig config) {
        int chunk = config.chunk();
        return new BatchInputs(
                ObservationInputs.create(net, config.encoder().shape()),
                net.tf().placeholder(TInt32.class, Placeholder.shape(Shape.of(-1))),
                placeholder(net, chunk),
                placeholder(net, chunk),
                placeholder(net, 1),
                placeholder(net, chunk),
                placeholder(net, 1));
    }

    private static Operand<TFloat32> placeholder(Net net, int size) {
        return net.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size)));
    }

    GraphRun feed(GraphRun run, PolicyBatch batch) {
        long rows = batch.observations().size();
        long flows = batch.times().length;
        long chunk = batch.targets().length / rows;
        return observations
                .feed(run, batch.observations())
                .feed(indicator, batch.indicators(), rows)
                .feed(target, batch.targets(), rows, chunk)
                .feed(mask, batch.mask(), rows, chunk)
                .feed(imitation, batch.imitation(), rows, 1)
                .feed(noise, batch.noise(), flows, chunk)
                .feed(time, batch.times(), flows, 1);
    }
}

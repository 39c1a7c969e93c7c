package dev.fleetrl.learning;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Observations, decoded once: decoding at each use would cost a fifth of a training step. Two cameras of 64×64 take 24 kB a step
 * and three rounds of 300 episodes 3 GB, so their pictures lie in a {@link PictureFile}.
 */
public final class ObservationSet {
    private final ObservationShape shape;
    private final PictureFile images;
    private final List<int[]> tokens = new ArrayList<>();
    private final List<float[]> proprioception = new ArrayList<>();

    public ObservationSet(ObservationShape shape) {
        this.shape = shape;
        images = new PictureFile(shape.bytesPerObservation());
    }

    /** Appends one and answers its index. Fails with a clear word where it does not fit the shape. */
    public int add(Observation observation, int[] instruction) throws IOException {
        return add(
                decode(observation), instruction, observation.proprioception().toArray());
    }

    /** Appends one that is decoded already. */
    public int add(byte[] rgb, int[] instruction, float[] felt) {
        if (rgb.length != shape.bytesPerObservation() || felt.length != shape.proprioception()) {
            throw new IllegalArgumentException("the observation has " + rgb.length + " bytes of pictures and "
                    + felt.length + " elements of proprioception; expected " + shape.bytesPerObservation() + " and "
                    + shape.proprioception());
        }
        tokens.add(instruction);
        proprioception.add(felt);
        return images.add(rgb);
    }

    private byte[] decode(Observation observation) throws IOException {
        List<Frame> frames = observation.frames();
        if (frames.size() != shape.cameras()) {
            throw new IOException(
                    "the step has pictures of " + frames.size() + " cameras, the net wants " + shape.cameras());
        }
        byte[] rgb = new byte[shape.bytesPerObservation()];
        for (int camera = 0; camera < frames.size(); camera++) {
            byte[] jpeg = frames.get(camera).jpeg().toArray();
            FrameCodec.decode(jpeg, shape.pixels(), rgb, camera * shape.bytesPerImage());
        }
        return rgb;
    }

    public int size() {
        return images.size();
    }

    public ObservationShape shape() {
        return shape;
    }

    /** The observations of these indices, in that order. */
    public ObservationBatch batch(int... indices) {
        ObservationBatch batch = new ObservationBatch(shape, indices.length);
        for (int row = 0; row < indices.length; row++) {
            int index = indices[row];
            batch.set(row, images.get(index), tokens.get(index), proprioception.get(index));
        }
        return batch;
    }
}

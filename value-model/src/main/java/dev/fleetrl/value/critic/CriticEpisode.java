package dev.fleetrl.value.critic;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.value.critic.progress.PixelDifference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An episode as the critic sees it: decoded pictures and the instruction. */
public final class CriticEpisode {
    private static final float[] FEELS_NOTHING = {};

    private final ObservationShape shape;
    private final int[] tokens;
    private final int hz;
    private final boolean success;
    private final List<byte[]> pictures; // RGB of all cameras, one after the other
    private final List<Integer> stages;

    /**
     * Takes one that is decoded already.
     *
     * @param pictures of each frame, all cameras one after the other
     * @param stages how far the task had come, as its judge counts; 0 where nobody can tell
     */
    public CriticEpisode(
            ObservationShape shape,
            String instruction,
            int hz,
            boolean success,
            List<byte[]> pictures,
            List<Integer> stages) {
        this.shape = new ObservationShape(shape.cameras(), shape.pixels(), 0);
        tokens = InstructionTokenizer.tokens(instruction);
        this.hz = hz;
        this.success = success;
        this.pictures = List.copyOf(pictures);
        this.stages = List.copyOf(stages);
    }

    /** Fails, naming episode and step, where a picture cannot be decoded. */
    public static CriticEpisode of(SealedEpisode episode, int pixels) throws IOException {
        ObservationShape shape = new ObservationShape(
                episode.steps().get(0).observation().frames().size(), pixels, 0);
        List<byte[]> pictures = new ArrayList<>();
        for (Step step : episode.steps()) {
            try {
                pictures.add(decode(step.observation(), shape));
            } catch (IOException e) {
                throw new IOException(
                        "step " + step.index() + " of episode "
                                + episode.manifest().episode() + ": " + e.getMessage(),
                        e);
            }
        }
        return new CriticEpisode(
                shape,
                episode.manifest().instruction(),
                episode.manifest().hz(),
                episode.isSuccess(),
                pictures,
                episode.steps().stream().map(Step::stage).toList());
    }

    static byte[] decode(Observation observation, ObservationShape shape) throws IOException {
        List<Frame> frames = observation.frames();
        if (frames.size() != shape.cameras()) {
            throw new IOException(
                    "it has pictures of " + frames.size() + " cameras, the critic wants " + shape.cameras());
        }
        byte[] rgb = new byte[shape.bytesPerObservation()];
        for (int camera = 0; camera < frames.size(); camera++) {
            byte[] jpeg = frames.get(camera).jpeg().toArray();
            FrameCodec.decode(jpeg, shape.pixels(), rgb, camera * shape.bytesPerImage());
        }
        return rgb;
    }

    /** T, the index of the last frame. */
    public int last() {
        return pictures.size() - 1;
    }

    public int hz() {
        return hz;
    }

    public boolean success() {
        return success;
    }

    /** How far the task had come at each frame, as its judge counts. */
    public List<Integer> stages() {
        return stages;
    }

    ObservationShape shape() {
        return shape;
    }

    int[] tokens() {
        return tokens.clone();
    }

    /** Copies one frame to a row of a batch, with this or another instruction. */
    void copyTo(ObservationBatch batch, int row, int frame, int[] instruction) {
        batch.set(row, pictures.get(frame), instruction, FEELS_NOTHING);
    }

    /** These frames, in this order. */
    ObservationBatch batch(int... frames) {
        ObservationBatch batch = new ObservationBatch(shape, frames.length);
        for (int row = 0; row < frames.length; row++) {
            copyTo(batch, row, frames[row], tokens);
        }
        return batch;
    }

    /** How much two frames differ to the eye, see {@link PixelDifference}. */
    public double difference(int a, int b) {
        return PixelDifference.between(pictures.get(a), pictures.get(b), shape.cameras());
    }
}

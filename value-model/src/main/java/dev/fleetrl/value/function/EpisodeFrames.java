package dev.fleetrl.value.function;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.value.recap.NormalisedReturn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Decoded episodes, each a run of consecutive observations with their returns.
 *
 * <p>Each with a verdict, and of a task whose normalisation is known: without them there is no return.
 */
public final class EpisodeFrames {
    private final ObservationSet observations;
    private final Map<TaskId, NormalisedReturn> normalisations;
    private final List<Range> episodes = new ArrayList<>();
    private final List<int[]> instructions = new ArrayList<>();
    private final List<float[]> proprioception = new ArrayList<>();
    private final BitSet waits = new BitSet();
    private List<String> cameras = List.of();
    private float[] returns = new float[0];

    /**
     * The observations of one episode: indices from {@code from} until before {@code until}.
     *
     * @param returns normalisation of its task
     */
    public record Range(int from, int until, EpisodeManifest manifest, NormalisedReturn returns) {
        public boolean success() {
            return manifest.ending().outcome() == Outcome.SUCCESS;
        }

        int[] indices() {
            return IntStream.range(from, until).toArray();
        }
    }

    /** @param normalisations of the tasks that the episodes are of */
    public EpisodeFrames(ObservationShape shape, Map<TaskId, NormalisedReturn> normalisations) {
        observations = new ObservationSet(shape);
        this.normalisations = Map.copyOf(normalisations);
    }

    /** What the steps of an episode look like; pictures are {@code pixels} wide and high. */
    public static ObservationShape shapeOf(Step step, int pixels) {
        return new ObservationShape(
                step.observation().frames().size(),
                pixels,
                step.observation().proprioception().size());
    }

    /** Fails, naming episode and step, where a picture cannot be decoded or a step looks different from the others. */
    public void add(SealedEpisode episode) throws IOException {
        NormalisedReturn normalisation =
                normalisations.get(episode.manifest().plan().task());
        if (normalisation == null) {
            throw new IllegalArgumentException(
                    "no normalisation for task " + episode.manifest().plan().task());
        }
        int from = observations.size();
        int[] instruction = InstructionTokenizer.tokens(episode.manifest().instruction());
        for (Step step : episode.steps()) {
            try {
                checkCameras(step);
                waits.set(observations.size(), step.source() instanceof ActionSource.Hold);
                observations.add(step.observation(), instruction);
                instructions.add(instruction);
                proprioception.add(step.observation().proprioception().toArray());
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException(
                        "step " + step.index() + " of episode "
                                + episode.manifest().episode() + " with cameras "
                                + step.observation().frames().stream()
                                        .map(Frame::camera)
                                        .toList() + ": "
                                + e.getMessage(),
                        e);
            }
        }
        float[] own = normalisation.returns(episode.steps().size(), episode.isSuccess());
        returns = Arrays.copyOf(returns, from + own.length);
        System.arraycopy(own, 0, returns, from, own.length);
        episodes.add(new Range(from, from + own.length, episode.manifest(), normalisation));
    }

    /** Cameras in another order would be learned from, and mean nothing. */
    private void checkCameras(Step step) throws IOException {
        List<String> seenBy =
                step.observation().frames().stream().map(Frame::camera).toList();
        cameras = cameras.isEmpty() ? seenBy : cameras;
        if (!seenBy.equals(cameras)) {
            throw new IOException("others have " + cameras + "; label robots of one kind together");
        }
    }

    ObservationSet observations() {
        return observations;
    }

    /** Everything of {@code indices} but their pictures, which are those of {@code others}. */
    ObservationBatch withPicturesOf(int[] indices, int[] others) {
        ObservationBatch pictures = observations.batch(others);
        ObservationShape shape = observations.shape();
        ObservationBatch mixed = new ObservationBatch(shape, indices.length);
        for (int row = 0; row < indices.length; row++) {
            byte[] rgb = new byte[shape.bytesPerObservation()];
            for (int camera = 0; camera < shape.cameras(); camera++) {
                byte[] picture = pictures.image(row, camera);
                System.arraycopy(picture, 0, rgb, camera * shape.bytesPerImage(), picture.length);
            }
            mixed.set(row, rgb, instructions.get(indices[row]), proprioception.get(indices[row]));
        }
        return mixed;
    }

    /** g of one observation. */
    float returnOf(int index) {
        return returns[index];
    }

    /** Whether nobody acted: what the robot sees then says nothing of how long a task takes (ADR 5). */
    boolean isWait(int index) {
        return waits.get(index);
    }

    /** In the order in which they were added. */
    public List<Range> episodes() {
        return List.copyOf(episodes);
    }
}

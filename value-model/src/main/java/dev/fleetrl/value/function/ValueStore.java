package dev.fleetrl.value.function;

import com.fasterxml.jackson.core.JacksonException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.ScalarEvents;
import dev.fleetrl.learning.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A folder of value functions, one folder a label run, so that a round can start from that of pre-training (Alg. 1, line 8)
 * instead of drifting from round to round.
 *
 * <pre>
 *   {run}/value.json     sizes, parent, tasks
 *   {run}/value.weights  what a child starts from
 *   {run}/calibration.json  what its P(success) is worth, and the maps that mend it
 *   {run}/events.out.tfevents.{run}  its curves, for TensorBoard
 * </pre>
 *
 * <p>A run's folder is written under another name and renamed; what lies there already is replaced, for the run that made it
 * was not finished.
 */
public final class ValueStore {
    private static final String MANIFEST = "value.json";
    private static final String CALIBRATION = "calibration.json";
    private static final String WEIGHTS = "value.weights";

    private final Path folder;

    private ValueStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing. */
    public static ValueStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new ValueStore(folder.toAbsolutePath().normalize());
    }

    public void write(
            ValueManifest manifest, Weights weights, SuccessCalibration calibration, List<ScalarEvents.Row> curves)
            throws IOException {
        Path place = folder.resolve(manifest.run().value());
        Path growing = folder.resolve("." + manifest.run() + ".growing");
        FileTree.delete(growing);
        Files.createDirectories(growing);
        weights.write(growing.resolve(WEIGHTS));
        Files.write(growing.resolve(CALIBRATION), Codec.JSON.encode(SuccessCalibration.class, calibration));
        ScalarEvents.write(growing.resolve(ScalarEvents.fileName(manifest.run().value())), curves);
        Files.write(growing.resolve(MANIFEST), Codec.JSON.encode(ValueManifest.class, manifest));
        FileTree.delete(place);
        Files.move(growing, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Fails with one clear line where there is none, or none that can be read. */
    public ValueManifest manifest(LabelRunId run) throws IOException {
        Path file = folder.resolve(run.value()).resolve(MANIFEST);
        if (!Files.exists(file)) {
            throw new IOException("label run " + run
                    + " has no value function to start from; name a run that trained one, or no parent");
        }
        try {
            ValueManifest manifest = Codec.JSON.decode(ValueManifest.class, Files.readAllBytes(file));
            if (!manifest.schema().equals(Schema.VALUE)) {
                throw new IOException(file + " has schema " + manifest.schema() + ", not " + Schema.VALUE);
            }
            return manifest;
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** The weights of a run's value function; fails with one clear line where they are of another shape. */
    public Weights weights(LabelRunId run, ValueFunctionConfig config, ObservationShape shape) throws IOException {
        String difference = manifest(run).differenceFrom(config, shape);
        if (!difference.isEmpty()) {
            throw new IOException("the value function of label run " + run + " is of another shape (" + difference
                    + "); name a parent of this shape, or none");
        }
        return Weights.read(folder.resolve(run.value()).resolve(WEIGHTS));
    }
}

package dev.fleetrl.value.critic;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of critics, one folder a label run, never changed.
 *
 * <pre>
 *   {run}/critic.json    the manifest
 *   {run}/saved_model/   the frozen network, as TensorFlow of any language reads it
 * </pre>
 *
 * <p>A critic appears whole: its folder is written under another name and renamed.
 */
public final class CriticStore {
    private static final String MANIFEST = "critic.json";
    private static final String SAVED_MODEL = "saved_model";
    private static final String GROWING = ".growing-";

    private final Path folder;

    private CriticStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing. */
    public static CriticStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new CriticStore(folder.toAbsolutePath().normalize());
    }

    /** Where a run may write its network before the rest of it is known; empty. */
    Path growing(LabelRunId run) throws IOException {
        Path growing = folder.resolve(GROWING + run);
        FileTree.delete(growing);
        Files.createDirectories(growing);
        return growing.resolve(SAVED_MODEL);
    }

    /** Shows what lies at {@link #growing}. */
    void finish(CriticManifest manifest) throws IOException {
        Path growing = folder.resolve(GROWING + manifest.run());
        Files.write(growing.resolve(MANIFEST), Codec.JSON.encode(CriticManifest.class, manifest));
        Files.move(growing, folder.resolve(manifest.run().value()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** None where that run has trained no critic. */
    public Optional<CriticManifest> find(LabelRunId run) throws IOException {
        Path file = folder.resolve(run.value()).resolve(MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String schema = schema(file);
            if (!schema.equals(Schema.CRITIC)) {
                throw new IOException(
                        file + " has schema " + schema + ", not " + Schema.CRITIC + "; train the critic again");
            }
            return Optional.of(Codec.JSON.decode(CriticManifest.class, Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static String schema(Path file) throws IOException {
        return Codec.JSON
                .decode(JsonNode.class, Files.readAllBytes(file))
                .path("schema")
                .asText();
    }

    /** The critic of a task that was trained last; one of another schema is as good as none. */
    public Optional<CriticManifest> newest(TaskId task) throws IOException {
        List<Path> runs;
        try (Stream<Path> files = Files.list(folder)) {
            runs = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        Optional<CriticManifest> newest = Optional.empty();
        for (Path run : runs) {
            Path manifest = run.resolve(MANIFEST);
            if (Files.exists(manifest) && !schema(manifest).equals(Schema.CRITIC)) {
                continue;
            }
            Optional<CriticManifest> one = find(new LabelRunId(run.getFileName().toString()));
            if (one.isPresent()
                    && one.get().task().equals(task)
                    && newest.map(CriticManifest::trainedAtMillis).orElse(Long.MIN_VALUE)
                            < one.get().trainedAtMillis()) {
                newest = one;
            }
        }
        return newest;
    }

    /** Opens one that {@link #find} found. */
    public FrozenCritic load(LabelRunId run) throws IOException {
        return FrozenCritic.load(folder.resolve(run.value()).resolve(SAVED_MODEL));
    }
}

package dev.fleetrl.episodes;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;

/**
 * A folder of label runs. A run appears whole: its folder is written under another name and renamed.
 *
 * <p>Threads may share a store, and take turns.
 */
public final class LabelStore implements AutoCloseable {
    private static final String COLUMNS = "step INTEGER, normalised_return FLOAT, value FLOAT,"
            + " success_probability FLOAT, advantage FLOAT, indicator BOOLEAN";

    private static final String MANIFEST = "run.json";

    private final Path folder;
    private final ParquetFiles parquet = new ParquetFiles();

    private LabelStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing. */
    public static LabelStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new LabelStore(folder.toAbsolutePath().normalize());
    }

    /** Safely on the disk when it returns. A run that lies there already stands. */
    public synchronized void write(LabelRunManifest manifest, List<EpisodeLabels> labels) throws IOException {
        Path run = folder.resolve(manifest.run().value());
        if (Files.exists(run)) {
            return;
        }
        Path growing = AtomicFiles.temporary(run);
        FileTree.delete(growing);
        for (EpisodeLabels episode : labels) {
            parquet.write(
                    growing.resolve(nameOf(episode.episode())),
                    COLUMNS,
                    table -> append(table, episode),
                    Map.of("fleetrl.schema", manifest.schema()));
        }
        AtomicFiles.write(growing.resolve(MANIFEST), Codec.JSON.encode(LabelRunManifest.class, manifest));
        Files.move(growing, run, StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.commitNames(folder);
    }

    /** None where that run has not finished. */
    public Optional<LabelRunManifest> find(LabelRunId run) {
        Path file = folder.resolve(run.value()).resolve(MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String schema = JsonFiles.schema(file);
        if (!schema.equals(Schema.LABELS)) {
            throw UnreadableFileException.otherSchema(file, schema, Schema.LABELS);
        }
        return Optional.of(JsonFiles.read(file, LabelRunManifest.class));
    }

    /** The finished runs, by name. */
    public List<LabelRunId> runs() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(run -> Files.exists(run.resolve(MANIFEST)))
                    .map(run -> String.valueOf(run.getFileName()))
                    .filter(name -> !name.endsWith(AtomicFiles.TEMPORARY))
                    .sorted()
                    .map(LabelRunId::new)
                    .toList();
        }
    }

    /** Whether that run labelled the episode; it leaves out those without a verdict. */
    public boolean holds(LabelRunId run, EpisodeId episode) {
        return Files.exists(folder.resolve(run.value()).resolve(nameOf(episode)));
    }

    public synchronized EpisodeLabels read(LabelRunId run, EpisodeId episode) {
        Path file = folder.resolve(run.value()).resolve(nameOf(episode));
        return new EpisodeLabels(episode, parquet.read(file, LabelStore::step));
    }

    @Override
    public synchronized void close() {
        parquet.close();
    }

    private static String nameOf(EpisodeId episode) {
        return episode + ".parquet";
    }

    private static void append(DuckDBAppender table, EpisodeLabels labels) throws SQLException {
        for (LabelledStep step : labels.steps()) {
            table.beginRow()
                    .append(step.step())
                    .append(step.normalisedReturn())
                    .append(step.value())
                    .append(step.successProbability())
                    .append(step.advantage())
                    .append(step.positive())
                    .endRow();
        }
    }

    private static LabelledStep step(ResultSet row) throws SQLException {
        return new LabelledStep(
                row.getInt("step"),
                row.getFloat("normalised_return"),
                row.getFloat("value"),
                row.getFloat("success_probability"),
                row.getFloat("advantage"),
                row.getBoolean("indicator"));
    }
}

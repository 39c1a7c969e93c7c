package dev.fleetrl.episodes;

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

/**
 * A folder of progress side-cars, one folder a label run, never edited: {@code {run}/{episode}.parquet}.
 *
 * <p>A run appears whole: it is written under another name and renamed. Threads may share a store, and take turns.
 */
public final class ProgressStore implements AutoCloseable {
    private static final String COLUMNS = "step INTEGER, progress FLOAT, delta FLOAT, done FLOAT, masked BOOLEAN";

    private final Path folder;
    private final ParquetFiles parquet = new ParquetFiles();

    private ProgressStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing. */
    public static ProgressStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new ProgressStore(folder.toAbsolutePath().normalize());
    }

    /** Whether that run has finished. */
    public boolean has(LabelRunId run) {
        return Files.isDirectory(folder.resolve(run.value()));
    }

    /** Writes one episode of a run that is not finished; a later {@link #finish} shows it. */
    public synchronized void write(LabelRunId run, EpisodeId episode, List<ProgressStep> steps) throws IOException {
        parquet.write(
                growing(run).resolve(nameOf(episode)),
                COLUMNS,
                table -> {
                    for (ProgressStep step : steps) {
                        table.beginRow()
                                .append(step.step())
                                .append(step.progress())
                                .append(step.delta())
                                .append(step.done())
                                .append(step.masked())
                                .endRow();
                    }
                },
                Map.of("fleetrl.schema", Schema.PROGRESS));
    }

    /** Safely on the disk, and to be seen, when it returns. */
    public synchronized void finish(LabelRunId run) throws IOException {
        Files.createDirectories(growing(run));
        Files.move(growing(run), folder.resolve(run.value()), StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.commitNames(folder);
    }

    /** Fails with the file's name where the run has no such episode. */
    public synchronized List<ProgressStep> read(LabelRunId run, EpisodeId episode) {
        return parquet.read(folder.resolve(run.value()).resolve(nameOf(episode)), ProgressStore::step);
    }

    @Override
    public synchronized void close() {
        parquet.close();
    }

    private Path growing(LabelRunId run) {
        return AtomicFiles.temporary(folder.resolve(run.value()));
    }

    private static String nameOf(EpisodeId episode) {
        return episode + ".parquet";
    }

    private static ProgressStep step(ResultSet row) throws SQLException {
        return new ProgressStep(
                row.getInt("step"),
                row.getFloat("progress"),
                row.getFloat("delta"),
                row.getFloat("done"),
                row.getBoolean("masked"));
    }
}

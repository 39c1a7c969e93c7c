package dev.fleetrl.episodes;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of sealed episodes: one Parquet file a piece, a row a step, never changed.
 *
 * <p>The file's metadata holds {@code fleetrl.schema} and {@code fleetrl.manifest}. Any number of processes may read; one
 * writes. Threads may share a store, and take turns.
 */
public final class EpisodeStore implements AutoCloseable {
    private static final String SCHEMA_KEY = "fleetrl.schema";
    private static final String MANIFEST_KEY = "fleetrl.manifest";
    private static final String ENDING = ".parquet";

    /** What became of a request to write. */
    public enum Written {
        NEW,
        /** The same episode lies there already, as after a restart of the writer. */
        ALREADY_THERE,
        /** An episode of that id with other steps lies there; it stands, for what is sealed is never changed. */
        OTHER_STANDS
    }

    /** All that a store holds; a file that cannot be read does not hide the others. */
    public record Listing(List<EpisodeManifest> episodes, List<UnreadableFileException> unreadable) {
        public Listing {
            episodes = List.copyOf(episodes);
            unreadable = List.copyOf(unreadable);
        }
    }

    private final Path folder;
    private final ParquetFiles parquet = new ParquetFiles();

    private EpisodeStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing. */
    public static EpisodeStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new EpisodeStore(folder.toAbsolutePath().normalize());
    }

    /** Safely on the disk when it returns. A damaged file in its place is replaced. */
    public synchronized Written write(SealedEpisode episode) throws IOException {
        EpisodeManifest manifest = episode.manifest();
        Path file = locate(manifest.file());
        @Nullable EpisodeManifest present = readableManifest(file);
        if (present != null) {
            return present.sha256().equals(manifest.sha256()) ? Written.ALREADY_THERE : Written.OTHER_STANDS;
        }
        EpisodeColumns columns = EpisodeColumns.of(episode.steps());
        String json = new String(Codec.JSON.encode(EpisodeManifest.class, manifest), StandardCharsets.UTF_8);
        parquet.write(
                file,
                columns.declaration(),
                table -> {
                    for (Step step : episode.steps()) {
                        columns.append(table, step);
                    }
                },
                Map.of(SCHEMA_KEY, manifest.schema(), MANIFEST_KEY, json));
        return Written.NEW;
    }

    /**
     * Reads one episode and checks that its rows are what its manifest says.
     *
     * @param file path below the store
     */
    public synchronized SealedEpisode read(String file) {
        Path path = locate(file);
        EpisodeManifest manifest = manifest(path);
        List<Step> steps =
                parquet.read(path, row -> EpisodeColumns.of(row.getMetaData()).step(row));
        if (!StepsDigest.of(steps).equals(manifest.sha256())) {
            throw UnreadableFileException.damaged(path, "has other rows than its manifest says");
        }
        return new SealedEpisode(manifest, steps);
    }

    /**
     * Reads one episode of a snapshot as if it had no pictures, which takes a small part of the time. Its rows cannot be held
     * against their digest then; its manifest is held against the snapshot's.
     */
    public synchronized SealedEpisode readWithoutPictures(Snapshot.Entry entry) {
        Path path = locate(entry.file());
        EpisodeManifest manifest = manifest(path);
        if (!manifest.sha256().equals(entry.sha256())) {
            throw UnreadableFileException.damaged(path, "is not the one that the snapshot means");
        }
        List<Step> steps = parquet.read(
                path,
                EpisodeColumns.WITHOUT_PICTURES,
                row -> EpisodeColumns.of(row.getMetaData()).step(row));
        return asJudged(new SealedEpisode(manifest, steps), entry);
    }

    /** All but the steps of one episode of a snapshot, judged as that says; the rows are not held against their digest. */
    public synchronized EpisodeManifest manifest(Snapshot.Entry entry) {
        EpisodeManifest manifest = manifest(locate(entry.file()));
        if (!manifest.sha256().equals(entry.sha256())) {
            throw UnreadableFileException.damaged(locate(entry.file()), "is not the one that the snapshot means");
        }
        return entry.outcome()
                .map(outcome -> manifest.judged(Ending.relabelled(outcome)))
                .orElse(manifest);
    }

    /** Reads one episode of a snapshot, judged as that says, and checks that it is still the one that the snapshot means. */
    public SealedEpisode read(Snapshot.Entry entry) {
        SealedEpisode episode = read(entry.file());
        if (!episode.manifest().sha256().equals(entry.sha256())) {
            throw UnreadableFileException.damaged(locate(entry.file()), "is not the one that the snapshot means");
        }
        return asJudged(episode, entry);
    }

    private static SealedEpisode asJudged(SealedEpisode episode, Snapshot.Entry entry) {
        return entry.outcome()
                .map(outcome -> episode.as(episode.manifest().judged(Ending.relabelled(outcome))))
                .orElse(episode);
    }

    /** Manifests of all episodes, by path. */
    public synchronized Listing list() throws IOException {
        List<EpisodeManifest> episodes = new ArrayList<>();
        List<UnreadableFileException> unreadable = new ArrayList<>();
        for (Path file : filesEndingIn(ENDING)) {
            try {
                episodes.add(manifest(file));
            } catch (UnreadableFileException e) {
                unreadable.add(e);
            }
        }
        return new Listing(episodes, unreadable);
    }

    /** For the one writer, at its start: removes what a writer that died in the middle left. Answers how many. */
    public synchronized int removeLeftovers() throws IOException {
        List<Path> leftovers = filesEndingIn(ENDING + AtomicFiles.TEMPORARY);
        for (Path leftover : leftovers) {
            Files.delete(leftover);
        }
        return leftovers.size();
    }

    @Override
    public synchronized void close() {
        parquet.close();
    }

    private List<Path> filesEndingIn(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private @Nullable EpisodeManifest readableManifest(Path file) {
        try {
            return Files.exists(file) ? manifest(file) : null;
        } catch (UnreadableFileException e) {
            return null;
        }
    }

    private EpisodeManifest manifest(Path file) {
        Map<String, String> metadata = parquet.metadata(file);
        String schema = metadata.getOrDefault(SCHEMA_KEY, "none");
        if (!schema.equals(Schema.EPISODE)) {
            throw UnreadableFileException.otherSchema(file, schema, Schema.EPISODE);
        }
        String json = metadata.getOrDefault(MANIFEST_KEY, "");
        try {
            return Codec.JSON.decode(EpisodeManifest.class, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw UnreadableFileException.damaged(file, e);
        }
    }

    private Path locate(String file) {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder)) {
            throw new UnreadableFileException(path, "lies outside " + folder, "name a file below it");
        }
        return path;
    }
}

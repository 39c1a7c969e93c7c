package dev.fleetrl.episodes;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A folder of snapshots. A snapshot is written once. */
public final class SnapshotStore {
    private final Path folder;

    private SnapshotStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing. */
    public static SnapshotStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new SnapshotStore(folder.toAbsolutePath().normalize());
    }

    /** The given episodes in the order of their ids, so that the same episodes always make the same snapshot. */
    public static Snapshot of(SnapshotId id, List<TaskId> tasks, List<EpisodeManifest> episodes) {
        return new Snapshot(
                id,
                tasks,
                episodes.stream()
                        .sorted(Comparator.comparing(
                                manifest -> manifest.episode().value()))
                        .map(Snapshot.Entry::of)
                        .toList());
    }

    /** Refuses to change a snapshot that lies there already. */
    public void write(Snapshot snapshot) throws IOException {
        Path file = file(snapshot.id());
        if (Files.exists(file)) {
            if (!read(snapshot.id()).equals(snapshot)) {
                throw new IOException("snapshot " + snapshot.id() + " exists with other episodes; choose another id");
            }
            return;
        }
        AtomicFiles.write(file, Codec.JSON.encode(Snapshot.class, snapshot));
    }

    public Optional<Snapshot> find(SnapshotId id) {
        return Files.exists(file(id)) ? Optional.of(read(id)) : Optional.empty();
    }

    public Snapshot read(SnapshotId id) {
        return JsonFiles.read(file(id), Snapshot.class);
    }

    private Path file(SnapshotId id) {
        return folder.resolve(id + ".json");
    }
}

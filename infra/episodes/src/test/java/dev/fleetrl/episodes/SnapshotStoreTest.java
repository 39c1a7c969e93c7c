package dev.fleetrl.episodes;

import static dev.fleetrl.episodes.RecordedFleet.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    private static final EpisodeManifest ONE =
            RecordedFleet.sealed("e-1", List.of(POLICY)).manifest();
    private static final EpisodeManifest TWO =
            RecordedFleet.sealed("e-2", List.of(POLICY)).manifest();
    private static final SnapshotId ID = new SnapshotId("s-1");

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() throws IOException {
        store = SnapshotStore.open(folder);
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        store.write(snapshot(List.of(ONE, TWO)));

        assertThat(store.read(ID)).isEqualTo(snapshot(List.of(ONE, TWO)));
    }

    @Test
    void isTheSameInWhateverOrderTheEpisodesAreNamed() {
        assertThat(snapshot(List.of(TWO, ONE))).isEqualTo(snapshot(List.of(ONE, TWO)));
    }

    @Test
    void neverChanges() throws IOException {
        store.write(snapshot(List.of(ONE)));
        store.write(snapshot(List.of(ONE)));

        assertThatThrownBy(() -> store.write(snapshot(List.of(ONE, TWO))))
                .hasMessage("snapshot s-1 exists with other episodes; choose another id");
        assertThat(store.read(ID)).isEqualTo(snapshot(List.of(ONE)));
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("s-1.json"), "{\"id\":");

        assertThatThrownBy(() -> store.read(ID)).hasMessageStartingWith(file + " is damaged (");
    }

    private static Snapshot snapshot(List<EpisodeManifest> episodes) {
        return SnapshotStore.of(ID, List.of(new TaskId("pick")), episodes);
    }
}

package dev.fleetrl.episodes;

import static dev.fleetrl.episodes.RecordedFleet.ADA;
import static dev.fleetrl.episodes.RecordedFleet.HOLD;
import static dev.fleetrl.episodes.RecordedFleet.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeStoreTest {
    private static final SealedEpisode EPISODE =
            RecordedFleet.sealed("e-1", List.of(POLICY, POLICY, HOLD, ADA, ADA, POLICY));
    private static final SealedEpisode OTHER = RecordedFleet.sealed("e-2", List.of(POLICY));

    @TempDir
    private Path folder;

    private EpisodeStore store;

    @BeforeEach
    void open() throws IOException {
        store = EpisodeStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        assertThat(store.write(EPISODE)).isEqualTo(Written.NEW);

        assertThat(store.read("round-1/e-1.parquet")).isEqualTo(EPISODE);
    }

    @Test
    void readsAFileOfBeforeChunksHadDelaysAndTheGuardAColumn() throws Exception {
        store.write(EPISODE);
        Path file = folder.resolve("round-1/e-1.parquet");
        Path older = folder.resolve("older.parquet");
        String manifest = metadata(file, "fleetrl.manifest").replace("'", "''");
        sql("COPY (SELECT * EXCLUDE (chunk_delay, guard) FROM '" + file + "') TO '" + older
                + "' (FORMAT parquet, KV_METADATA {'fleetrl.schema': '" + Schema.EPISODE + "', 'fleetrl.manifest': '"
                + manifest + "'})");
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(store.read("round-1/e-1.parquet")).isEqualTo(EPISODE);
    }

    @Test
    void keepsHowLongAChunkWasWaitedFor() throws IOException {
        SealedEpisode twoChunks = RecordedFleet.sealed("e-9", Collections.nCopies(9, POLICY));

        assertThat(store.write(twoChunks)).isEqualTo(Written.NEW);

        List<Step> read = store.read(twoChunks.manifest().file()).steps();
        assertThat(read).isEqualTo(twoChunks.steps());
        assertThat(read.get(8).chunk().delay()).isEqualTo(1);
    }

    @Test
    void keepsWhatTheGuardDid() throws IOException {
        Step cut = RecordedFleet.guarded(EPISODE.steps().get(0), List.of("acceleration", "speed"));
        List<Step> steps = new ArrayList<>(EPISODE.steps());
        steps.set(0, cut);
        EpisodeManifest manifest = RecordedFleet.withDigest(EPISODE.manifest(), StepsDigest.of(steps));

        store.write(new SealedEpisode(manifest, steps));

        assertThat(store.read(manifest.file()).steps()).isEqualTo(steps);
        assertThat(manifest.sha256()).isNotEqualTo(EPISODE.manifest().sha256());
    }

    /** What people say later stands in the snapshot; the file never changes. */
    @Test
    void readsARelabelledEpisodeAsTheSnapshotSays() throws IOException {
        store.write(EPISODE);
        Ending later = Ending.relabelled(Outcome.FAILURE);
        Snapshot.Entry entry = Snapshot.Entry.of(EPISODE.manifest().judged(later));

        assertThat(store.read(entry).manifest().ending()).isEqualTo(later);
        assertThat(store.read(entry).isSuccess()).isFalse();
        assertThat(store.readWithoutPictures(entry).isSuccess()).isFalse();
        assertThat(store.read(entry).steps()).isEqualTo(EPISODE.steps());
        assertThat(store.read(Snapshot.Entry.of(EPISODE.manifest()))).isEqualTo(EPISODE);
        assertThat(store.read(EPISODE.manifest().file())).isEqualTo(EPISODE);
    }

    @Test
    void keepsAnEpisodeWithoutSteps() throws IOException {
        SealedEpisode empty = RecordedFleet.sealed("e-0", List.of());

        assertThat(store.write(empty)).isEqualTo(Written.NEW);

        assertThat(store.read(empty.manifest().file())).isEqualTo(empty);
    }

    @Test
    void neverChangesWhatIsSealed() throws IOException {
        assertThat(store.write(EPISODE)).isEqualTo(Written.NEW);

        assertThat(store.write(EPISODE)).isEqualTo(Written.ALREADY_THERE);
        assertThat(store.write(RecordedFleet.sealed("e-1", List.of(POLICY)))).isEqualTo(Written.OTHER_STANDS);
        assertThat(store.read(EPISODE.manifest().file())).isEqualTo(EPISODE);
    }

    @Test
    void listsTheOthersBesideAFileThatIsTruncated() throws IOException {
        store.write(EPISODE);
        store.write(OTHER);
        Path file = folder.resolve("round-1/e-1.parquet");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        EpisodeStore.Listing listing = store.list();

        assertThat(listing.episodes()).containsExactly(OTHER.manifest());
        assertThat(listing.unreadable())
                .singleElement()
                .satisfies(problem -> assertThat(problem.getMessage())
                        .startsWith(file + " is damaged (")
                        .endsWith("restore it from a copy, or delete it")
                        .doesNotContain("\n"));
    }

    @Test
    void replacesADamagedFile() throws IOException {
        store.write(EPISODE);
        Files.writeString(folder.resolve("round-1/e-1.parquet"), "not Parquet at all");

        assertThat(store.write(EPISODE)).isEqualTo(Written.NEW);
        assertThat(store.read("round-1/e-1.parquet")).isEqualTo(EPISODE);
    }

    @Test
    void refusesAParquetFileOfAnotherSchema() throws Exception {
        Path file = folder.resolve("later.parquet");
        sql("COPY (SELECT 1 AS a) TO '" + file
                + "' (FORMAT parquet, KV_METADATA {\"fleetrl.schema\": 'fleetrl-episode/9'})");

        assertThatThrownBy(() -> store.read("later.parquet"))
                .hasMessage(file + " has schema fleetrl-episode/9, not fleetrl-episode/1;"
                        + " read it with the FleetRL that wrote it");
    }

    @Test
    void refusesRowsThatAreNotTheManifests() throws Exception {
        store.write(EPISODE);
        Path file = folder.resolve("round-1/e-1.parquet");
        String manifest = metadata(file, "fleetrl.manifest");
        sql("COPY (SELECT * REPLACE (stage + 1 AS stage) FROM '" + file + "') TO '" + file + ".new' (FORMAT parquet,"
                + " KV_METADATA {\"fleetrl.schema\": 'fleetrl-episode/1', \"fleetrl.manifest\": '" + manifest + "'})");
        Files.move(Path.of(file + ".new"), file, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> store.read("round-1/e-1.parquet"))
                .hasMessageContaining("has other rows than its manifest says");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> store.read("round-1/gone.parquet"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(folder.resolve("round-1/gone.parquet")
                        + " is missing; restore it, or ask for a snapshot that does not name it");
    }

    @Test
    void staysInsideItsFolder() {
        assertThatThrownBy(() -> store.read("../secret.parquet")).hasMessageContaining("lies outside");
    }

    @Test
    void readsOnlyTheEpisodeThatASnapshotMeans() throws IOException {
        store.write(EPISODE);
        var snapshot = SnapshotStore.of(new SnapshotId("s"), List.of(new TaskId("pick")), List.of(EPISODE.manifest()));
        var changed = RecordedFleet.sealed("e-1", List.of(POLICY)).manifest();
        var stale = SnapshotStore.of(new SnapshotId("s"), List.of(new TaskId("pick")), List.of(changed));

        assertThat(store.read(snapshot.episodes().get(0))).isEqualTo(EPISODE);
        assertThatThrownBy(() -> store.read(stale.episodes().get(0)))
                .hasMessageContaining("is not the one that the snapshot means");
    }

    @Test
    void ignoresAndRemovesWhatADyingWriterLeft() throws IOException {
        store.write(EPISODE);
        Path leftover = Files.writeString(folder.resolve("round-1/e-9.parquet.tmp"), "half");

        assertThat(store.list().episodes()).containsExactly(EPISODE.manifest());
        assertThat(store.removeLeftovers()).isEqualTo(1);
        assertThat(leftover).doesNotExist();
        assertThat(store.list().episodes()).containsExactly(EPISODE.manifest());
    }

    @Test
    void opensInPlainSql() throws Exception {
        store.write(EPISODE);

        assertThat(sql(
                        "SELECT string_agg(name || ' ' || column_type, ', ') FROM (SELECT column_name AS name, column_type"
                                + " FROM (DESCRIBE SELECT * FROM '" + folder + "/*/*.parquet'))"))
                .isEqualTo(
                        "step INTEGER, at_millis BIGINT, proprioception FLOAT[], action FLOAT[], policy_action FLOAT[],"
                                + " source VARCHAR, who VARCHAR, chunk INTEGER, chunk_index INTEGER,"
                                + " chunk_delay INTEGER, stage INTEGER, guard VARCHAR,"
                                + " frame_third BLOB, frame_wrist BLOB, review_third BLOB");
        assertThat(sql("SELECT count(*) || ' by ' || any_value(who) || ', gripper ' || max(action[7]) FROM '" + folder
                        + "/round-1/e-1.parquet' WHERE source = 'correction'"))
                .isEqualTo("2 by ada, gripper 1.0");
        assertThat(metadata(folder.resolve("round-1/e-1.parquet"), "fleetrl.manifest"))
                .contains("\"outcome\":\"SUCCESS\"");
    }

    @Test
    void readsAFolderWhoseNameLooksLikeAPattern() throws IOException {
        try (EpisodeStore odd = EpisodeStore.open(folder.resolve("line [a] it's"))) {
            odd.write(EPISODE);

            assertThat(odd.read("round-1/e-1.parquet")).isEqualTo(EPISODE);
        }
    }

    private static String metadata(Path file, String key) throws SQLException {
        return sql("SELECT decode(value) FROM parquet_kv_metadata('" + file + "') WHERE decode(key) = '" + key + "'");
    }

    /** Another DuckDB, that knows nothing of FleetRL; answers the first column of the first row. */
    private static String sql(String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            if (!statement.execute(query)) {
                return "";
            }
            try (var row = statement.getResultSet()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}

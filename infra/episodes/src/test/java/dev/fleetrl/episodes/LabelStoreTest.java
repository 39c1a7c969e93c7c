package dev.fleetrl.episodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelStoreTest {
    private static final LabelRunId RUN = new LabelRunId("run-1");
    private static final EpisodeLabels LABELS = new EpisodeLabels(
            new EpisodeId("e-1"),
            List.of(
                    new LabelledStep(0, -0.25f, -0.3f, 0.9f, 0.05f, true),
                    new LabelledStep(1, -0.2f, -0.1f, 0.8f, -0.1f, false)));

    @TempDir
    private Path folder;

    private LabelStore store;

    @BeforeEach
    void open() throws IOException {
        store = LabelStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        store.write(manifest(0.01), List.of(LABELS));

        assertThat(store.find(RUN)).contains(manifest(0.01));
        assertThat(store.read(RUN, new EpisodeId("e-1"))).isEqualTo(LABELS);
    }

    @Test
    void letsAFinishedRunStand() throws IOException {
        store.write(manifest(0.01), List.of(LABELS));

        store.write(manifest(0.5), List.of());

        assertThat(store.find(RUN)).contains(manifest(0.01));
        assertThat(store.read(RUN, new EpisodeId("e-1"))).isEqualTo(LABELS);
    }

    @Test
    void startsAgainWhereAWriterDied() throws IOException {
        Files.createDirectories(folder.resolve("run-1.tmp"));
        Files.writeString(folder.resolve("run-1.tmp/e-7.parquet"), "half");

        assertThat(store.find(RUN)).isEmpty();
        store.write(manifest(0.01), List.of(LABELS));

        assertThat(folder.resolve("run-1.tmp")).doesNotExist();
        assertThat(folder.resolve("run-1/e-7.parquet")).doesNotExist();
        assertThat(store.find(RUN)).contains(manifest(0.01));
    }

    /** (30 · 0.4 + 10 · 0.8) / 40 = 0.5. */
    @Test
    void weighsTheTasksByTheirSteps() {
        assertThat(manifest(0.01).positiveBySource()).containsOnlyKeys("policy");
        assertThat(manifest(0.01).positiveBySource().get("policy")).isEqualTo(0.5);
        assertThat(manifest(0.01).epsilonByTask()).isEqualTo(Map.of("pick", 0.01, "sort", 0.0));
    }

    @Test
    void listsTheRunsThatAreFinished() throws IOException {
        Files.createDirectories(folder.resolve("run-0.tmp"));
        Files.writeString(folder.resolve("run-0.tmp/run.json"), "{}");
        store.write(manifest(0.01), List.of(LABELS));

        assertThat(store.runs()).containsExactly(RUN);
    }

    @Test
    void refusesTheLabelsOfAnotherSchema() throws IOException {
        store.write(manifest(0.01), List.of(LABELS));
        Path file = folder.resolve("run-1/run.json");
        Files.writeString(file, "{\"schema\": \"fleetrl-labels/1\", \"epsilon\": 0.1}");

        assertThatThrownBy(() -> store.find(RUN))
                .hasMessageStartingWith(file + " has schema fleetrl-labels/1, not " + Schema.LABELS);
    }

    @Test
    void saysWhichEpisodeWasNotLabelled() throws IOException {
        store.write(manifest(0.01), List.of(LABELS));

        assertThatThrownBy(() -> store.read(RUN, new EpisodeId("e-2")))
                .hasMessageStartingWith(folder.resolve("run-1/e-2.parquet") + " is missing");
    }

    @Test
    void opensInPlainSql() throws Exception {
        store.write(manifest(0.01), List.of(LABELS));

        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT step, advantage FROM '" + folder
                        + "/run-1/*.parquet' WHERE indicator AND success_probability > 0.5")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("step")).isZero();
            assertThat(row.getFloat("advantage")).isEqualTo(0.05f);
            assertThat(row.next()).isFalse();
        }
    }

    private static LabelRunManifest manifest(double epsilon) {
        return new LabelRunManifest(
                Schema.LABELS,
                RUN,
                new SnapshotId("s-1"),
                LabelSettings.fineTuning(new CollectionId("round-1")).settings(),
                RUN,
                List.of(task("pick", epsilon, 30, 0.4), task("sort", 0, 10, 0.8)),
                Map.of("spearman", 0.7),
                List.of("ignores-picture: a reason"),
                33.5);
    }

    private static TaskLabels task(String task, double epsilon, int policySteps, double positive) {
        return new TaskLabels(
                new TaskId(task),
                120,
                120,
                10,
                epsilon,
                Map.of("policy", policySteps),
                Map.of("policy", positive),
                Map.of("poolSteps", 30.0),
                List.of(-0.3, -0.1),
                List.of());
    }
}

package dev.fleetrl.local.study.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own; seed 7. */
class SiteJobTest {
    private static final TaskId PICK = new TaskId("pick");

    @TempDir
    private Path data;

    private static SiteJob job(ActionSource driver) {
        CollectionId id = new CollectionId("some");
        return new SiteJob(
                PICK, 1, "abc", List.of(new CollectionRequest(id, PICK, Cohort.TRAIN, driver, 1, 7, 1)), List.of());
    }

    @Test
    void leavesWhatItCollectedAndSaysWhatItTook() throws IOException, InterruptedException {
        Map<String, Cost> spent =
                job(new ActionSource.Demonstration(SimulatedRobot.EXPERT)).run(data, "job", line -> {});

        assertThat(spent).containsOnlyKeys("some");
        assertThat(spent.values())
                .allSatisfy(cost -> assertThat(cost.cpuSeconds()).isPositive());
        assertThat(Records.find(data.resolve("collections/some.json"), Collected.class))
                .hasValueSatisfying(some -> assertThat(some.episodes()).hasSize(1));
    }

    /** Nothing of a process's own, such as the order of a hash table or an address, reaches what is learned. */
    @Test
    void isBitEqualInAnotherProcess() throws IOException, InterruptedException {
        Learned first = learn("first");
        Learned again = learn("again");

        assertThat(first.episodes()).hasSize(2).doesNotHaveDuplicates();
        assertThat(again).isEqualTo(first);
    }

    private record Learned(List<String> episodes, Bytes weights) {}

    private Learned learn(String name) throws IOException, InterruptedException {
        Path site = data.resolve(name);
        CollectionId id = new CollectionId("some");
        PolicyVersion version = new PolicyVersion("v0");
        CollectionRequest shown = new CollectionRequest(
                id, PICK, Cohort.TRAIN, new ActionSource.Demonstration(SimulatedRobot.EXPERT), 2, 7, 1);
        RoundRequest round = new RoundRequest(
                new RoundId("base"),
                PICK,
                version,
                Optional.empty(),
                List.of(id),
                "sft",
                Optional.empty(),
                2,
                7,
                Map.of("batch", 4.0),
                true);
        new SiteJob(PICK, 1, "abc", List.of(shown), List.of(round)).run(site, "job", line -> {});
        List<String> digests =
                Records.find(site.resolve("collections/some.json"), Collected.class).orElseThrow().episodes().stream()
                        .map(EpisodeManifest::sha256)
                        .toList();
        Path weights = site.resolve("policies").resolve(version.value()).resolve("training/state.weights");
        return new Learned(digests, Bytes.of(Files.readAllBytes(weights)));
    }

    @Test
    void failsWithTheReasonOfItsProcess() {
        SiteJob job = job(new ActionSource.Policy(new PolicyVersion("unknown")));

        assertThatThrownBy(() -> job.run(data, "job", line -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("policy unknown is not trained");
    }
}

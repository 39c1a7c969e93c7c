package dev.fleetrl.controller.retrain;

import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessTrainingTest {
    private static final PolicyVersion V2 = new PolicyVersion("v2");
    private static final TrainingJob JOB = new TrainingJob(
            V2,
            Optional.empty(),
            new Snapshot(new SnapshotId("s"), List.of(PICK), List.of()),
            Optional.empty(),
            "sft",
            2,
            1,
            Map.of());

    @TempDir
    Path data;

    private final List<TrainingProgress> told = new ArrayList<>();

    private LocalProcessTraining running(String script) {
        return new LocalProcessTraining(
                List.of("sh", "-c", script, "trainer"), data, SimulatedSite.inline(), Runnable::run);
    }

    private void placeArtefact() throws IOException {
        Path folder = Files.createDirectories(data.resolve("policies").resolve("v2"));
        Files.write(
                folder.resolve("policy.json"),
                Codec.JSON.encode(PolicyManifest.class, Fixtures.policy(V2, Optional.empty())));
    }

    @Test
    void handsTheTrainerItsJobAndTellsHowItGoes() throws IOException {
        placeArtefact();
        Files.move(data.resolve("policies"), data.resolve("ready"));
        String script = "grep -q '\"version\":\"v2\"' $1 || exit 3; echo starting;"
                + " echo '{\"step\":1,\"steps\":2,\"loss\":0.5,\"secondsLeft\":4}'; mv $2/ready $2/policies";

        Future<PolicyManifest> trained = running(script).train(JOB, told::add);

        assertThat(trained.result()).isEqualTo(Fixtures.policy(V2, Optional.empty()));
        assertThat(told).containsExactly(new TrainingProgress(1, 2, 0.5, 4));
    }

    @Test
    void failsWithTheLastLineThatTheTrainerSaid() {
        Future<PolicyManifest> trained = running("echo warning >&2; echo 'snapshot s is empty' >&2; exit 2")
                .train(JOB, told::add);

        assertThat(trained.cause()).isInstanceOf(RoundFailed.class).hasMessage("snapshot s is empty");
    }

    @Test
    void doesNotTrainWhatLiesThereAlready() throws IOException {
        placeArtefact();

        assertThat(running("exit 1").train(JOB, told::add).succeeded()).isTrue();
    }

    @Test
    void startsNothingThatOutlivesIt() {
        LocalProcessTraining closed = running("sleep 60");
        closed.close();

        assertThat(closed.train(JOB, told::add).failed()).isTrue();
    }
}

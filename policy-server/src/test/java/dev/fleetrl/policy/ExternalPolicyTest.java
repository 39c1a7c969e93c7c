package dev.fleetrl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an external trainer made is taken over; here it is a copy of what the built-in one makes. */
class ExternalPolicyTest {
    private static final PolicyVersion V2 = new PolicyVersion("v2");

    @TempDir
    Path data;

    private Snapshot snapshot;
    private PolicyStore store;
    private Path output;

    @BeforeEach
    void makeAnArtefact() throws IOException {
        snapshot = CorrectionEpisodes.record(data);
        store = PolicyStore.open(data.resolve("policies"));
        assertThat(TrainerProcess.run(data, CorrectionEpisodes.job("v1", snapshot, 1))
                        .errors())
                .isEmpty();
        output = data.resolve("jobs/v2/output");
        Files.createDirectories(output.getParent());
        FileTree.copy(data.resolve("policies/v1"), output);
        Files.writeString(data.resolve("jobs/v2/job.json"), "{\"schema\":\"fleetrl-training/1\",\"recipe\":\"pi05\"}");
        result("{\"artefact\":{\"folder\":\"output\",\"executeSteps\":8}}");
    }

    private void result(String json) throws IOException {
        Files.writeString(data.resolve("jobs/v2/result.json"), json);
    }

    /** Of a recipe that no built-in trainer knows. */
    private TrainerProcess.Run register() throws IOException {
        TrainingJob job = CorrectionEpisodes.job("v2", snapshot, 30);
        return TrainerProcess.run(
                data,
                new TrainingJob(
                        job.version(),
                        job.parent(),
                        snapshot,
                        job.labelRun(),
                        "pi05",
                        job.steps(),
                        job.seed(),
                        job.settings()));
    }

    private void assertRefused(String reason) throws IOException {
        TrainerProcess.Run refused = register();

        assertThat(refused.errors()).contains(reason).hasLineCount(1);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(store.find(V2)).isEmpty();
    }

    @Test
    void standsInTheStoreAsAnyOther() throws IOException {
        assertThat(register().errors()).isEmpty();

        PolicyManifest manifest = store.read(V2).manifest();
        assertThat(manifest.recipe()).isEqualTo("pi05");
        assertThat(manifest.executeSteps()).isEqualTo(8);
        assertThat(manifest.instructions()).containsExactly(SyntheticFrames.INSTRUCTION);
        assertThat(manifest.sha256())
                .isEqualTo(store.read(new PolicyVersion("v1")).manifest().sha256());
        assertThat(data.resolve("policies/v2/training")).doesNotExist();
        assertThat(register().errors()).as("a second time").isEmpty();
    }

    @Test
    void isRefusedWhereItCannotBeRun() throws IOException {
        Files.write(output.resolve("saved_model/saved_model.pb"), new byte[] {1, 2, 3});

        assertRefused("saved_model cannot be run as a policy");
    }

    @Test
    void isRefusedWhereItIsOfOtherRobots() throws IOException {
        Path network = output.resolve("network.json");
        Files.writeString(network, Files.readString(network).replace("\"proprioception\":3", "\"proprioception\":8"));

        assertRefused("the robots have cameras [third], proprioception of 3 and actions of 7");
    }

    @Test
    void isRefusedWhereItsFilesAreMissing() throws IOException {
        Files.delete(output.resolve("network.json"));

        assertRefused("no such file " + output.resolve("network.json"));
    }

    @Test
    void isRefusedWhereItsFolderLiesElsewhere() throws IOException {
        result("{\"artefact\":{\"folder\":\"../../policies/v1\",\"executeSteps\":8}}");

        assertRefused("artefact folder ../../policies/v1 lies outside");
    }

    /** Whoever runs a trainer must not have the controller copy what only the controller may read. */
    @Test
    void isRefusedWhereALinkLeadsElsewhere() throws IOException {
        Path secret = Files.writeString(data.resolve("secret"), "key");
        Path link = Files.createSymbolicLink(output.resolve("saved_model/extra"), secret);

        assertRefused("saved_model/extra is a link");

        Files.delete(link);
        Files.move(output, data.resolve("elsewhere"));
        Files.createSymbolicLink(output, data.resolve("elsewhere"));
        assertRefused("artefact folder output lies outside");
    }

    /** Somebody asked for that version of another trainer before, and it came to nothing here. */
    @Test
    void isNotTakenForTheBuiltInTrainersOwn() throws IOException {
        TrainerProcess.Run trained = TrainerProcess.run(data, CorrectionEpisodes.job("v2", snapshot, 1));

        assertThat(trained.errors()).isEmpty();
        assertThat(data.resolve("policies/v2/training")).exists();
    }

    @Test
    void isRefusedWhereTheResultIsNone() throws IOException {
        result("{\"weights\":\"output\"}");
        assertRefused("result.json is not what docs/external-trainers.md asks for");

        result("{}");
        assertRefused("name either an artefact or openpi");

        result(
                "{\"openpi\":{\"address\":\"http://gpu-1:8000\",\"embodiment\":\"libero\",\"horizon\":50,\"actionSize\":7,"
                        + "\"executeSteps\":10}}");
        assertRefused("address must begin with ws:// or wss://");
    }
}

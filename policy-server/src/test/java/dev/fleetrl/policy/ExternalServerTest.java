package dev.fleetrl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.checkpoint.SigningKey;
import dev.fleetrl.policy.checkpoint.TrustedKeys;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.remote.HostileServer;
import dev.fleetrl.policy.remote.HostileServer.Manner;
import dev.fleetrl.policy.remote.RemotePolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An external trainer may leave the address of an openpi server; here it runs in this process, behind a real socket. */
class ExternalServerTest {
    private static final PolicyVersion V2 = new PolicyVersion("v2");
    private static final String ARM = """
            name: arm
            description: of these episodes
            prompt: prompt
            cameras:
              third: {at: [observation/third], layout: HWC, pixels: 16}
            state:
              - {key: observation/state, from: 0, count: 3}
            actions:
              columns: 7
              elements:
                - {column: 0, scale: 1, offset: 0, binary: false}
                - {column: 1, scale: 1, offset: 0, binary: false}
                - {column: 2, scale: 1, offset: 0, binary: false}
                - {column: 3, scale: 1, offset: 0, binary: false}
                - {column: 4, scale: 1, offset: 0, binary: false}
                - {column: 5, scale: 1, offset: 0, binary: false}
                - {column: 6, scale: 1, offset: 0, binary: true}
              executeSteps: 1
            """;

    @TempDir
    Path data;

    private HostileServer server;
    private Snapshot snapshot;
    private PolicyStore store;

    @BeforeEach
    void train() throws Exception {
        server = new HostileServer();
        snapshot = CorrectionEpisodes.record(data);
        store = PolicyStore.open(data.resolve("policies"));
        Files.createDirectories(data.resolve("jobs/v2/output"));
        Files.writeString(data.resolve("jobs/v2/output/arm.yaml"), ARM);
        Files.writeString(data.resolve("jobs/v2/job.json"), "{\"recipe\":\"pi05\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TrainerProcess.Run register(URI address, String embodiment, int horizon) throws IOException {
        Files.writeString(
                data.resolve("jobs/v2/result.json"),
                "{\"openpi\":{\"address\":\"%s\",\"embodiment\":\"%s\",\"horizon\":%d,\"actionSize\":7,\"executeSteps\":2}}"
                        .formatted(address, embodiment, horizon));
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

    private void assertRefused(TrainerProcess.Run refused, String reason) throws IOException {
        assertThat(refused.errors()).contains(reason).hasLineCount(1);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(store.find(V2)).isEmpty();
    }

    @Test
    void standsInTheStoreAsAnyOther() throws IOException {
        assertThat(register(server.address(), "output/arm.yaml", 2).errors()).isEmpty();

        TrustedKeys own = TrustedKeys.read(List.of(SigningKey.publicKey(data)));
        RemotePolicy policy = store.trusting(own).readRemote(V2).orElseThrow();
        assertThat(policy.address()).isEqualTo(server.address());
        assertThat(policy.embodiment()).isEqualTo(Embodiments.read("arm.yaml", ARM.getBytes(StandardCharsets.UTF_8)));
        assertThat(policy.executeSteps()).isEqualTo(2);
        PolicyManifest manifest = store.find(V2).orElseThrow();
        assertThat(manifest.recipe()).isEqualTo("pi05");
        assertThat(manifest.snapshot()).isEqualTo(snapshot.id());
        assertThat(manifest.policyCameras()).containsExactly("third");
        assertThat(manifest.instructions()).containsExactly(SyntheticFrames.INSTRUCTION);
        assertThat(manifest.remote())
                .contains(new PolicyManifest.Remote(server.address().toString(), "arm", 7, 2));
        server.close();
        assertThat(register(server.address(), "output/arm.yaml", 2).errors())
                .as("a second time, though it is away")
                .isEmpty();
    }

    @Test
    void isRefusedWhereItDoesNotAnswerAsItShould() throws IOException {
        assertRefused(register(server.address(), "output/arm.yaml", 3), "must be [3, 7]");

        server.behave(Manner.ANSWERS_NAN);
        assertRefused(register(server.address(), "output/arm.yaml", 2), "answered what cannot be used");

        assertRefused(register(URI.create("ws://127.0.0.1:1"), "output/arm.yaml", 2), "cannot be reached");
    }

    @Test
    void isRefusedWhereItIsOfOtherRobots() throws IOException {
        assertRefused(
                register(server.address(), "libero", 2),
                "embodiment libero has cameras [third, wrist], proprioception of 8 and actions of 7");
    }

    @Test
    void isRefusedWhereNobodyKnowsTheEmbodiment() throws IOException {
        assertRefused(
                register(server.address(), "panda", 2),
                "embodiment panda is neither one of [fleetrl, droid, libero, aloha] nor the file");
        assertRefused(register(server.address(), "../../policies/arm.yaml", 2), "lies outside");
        Files.writeString(data.resolve("jobs/v2/output/arm.yaml"), "name: arm");
        assertRefused(register(server.address(), "output/arm.yaml", 2), "output/arm.yaml is no embodiment");
    }
}

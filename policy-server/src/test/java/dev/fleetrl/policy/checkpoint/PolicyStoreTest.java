package dev.fleetrl.policy.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.SyntheticPolicies;
import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.network.ChunkScorer;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import dev.fleetrl.policy.remote.RemotePolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyStoreTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final Trainer.Trained TRAINED = trained();
    private static final RemotePolicy REMOTE = new RemotePolicy(
            URI.create("ws://gpu:8000"),
            Optional.of("key"),
            Embodiments.shipped().named("libero").orElseThrow(),
            10,
            5,
            1,
            1000,
            1000,
            1000);

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasTrained() throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        PolicyManifest written = store.write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest));

        PolicyArtefact artefact = store.read(V1);

        assertThat(artefact.manifest()).isEqualTo(written);
        assertThat(artefact.network().normalisation()).isEqualTo(TRAINED.normalisation());
        assertThat(artefact.asParent().weights()).isEqualTo(TRAINED.served());
    }

    @Test
    void keepsTheCurvesBesideTheWeights() throws IOException {
        PolicyStore.open(folder).write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest));

        byte[] events = Files.readAllBytes(folder.resolve("v1/training/events.out.tfevents.v1"));

        assertThat(new String(events, StandardCharsets.ISO_8859_1))
                .contains("brain.Event:2", "loss", "learningRate", "realised.demonstration");
    }

    @Test
    void neverChangesAVersion() throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        store.write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest));

        assertThatThrownBy(() -> store.write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest)))
                .hasMessage("policy v1 exists already; versions are never changed, take a new name");
    }

    @Test
    void refusesAnotherSchema() throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        store.write(V1, TRAINED, digest -> manifest("fleetrl-policy/9", digest));

        assertThatThrownBy(() -> store.read(V1))
                .hasMessage("policy v1 has schema fleetrl-policy/9, this server reads fleetrl-policy/1;"
                        + " serve it with the FleetRL that trained it");
    }

    @Test
    void refusesWhatIsNotAsItWasWritten() throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        store.write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest));
        Files.write(folder.resolve("v1/saved_model/saved_model.pb"), new byte[] {0}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> store.read(V1)).hasMessageStartingWith("policy v1 is damaged");
    }

    /** Nor one that is put beside a policy that was trained without. What was read before is not touched by it. */
    @Test
    void refusesACriticThatIsNotTheOneItWasWrittenWith() throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        PolicyVersion bare = new PolicyVersion("bare");
        var unused =
                SyntheticPolicies.write(store, V1, SyntheticPractice.upOrDown(10), 1, Map.of("chunkValueSteps", 1.0));
        unused = SyntheticPolicies.write(store, bare, SyntheticPractice.upOrDown(10), 1, Map.of());
        PolicyArtefact whole = store.read(V1);
        assertThat(store.read(bare).loadCritic(SessionConfig.forServing())).isEmpty();

        FileTree.copy(folder.resolve("v1/critic"), folder.resolve("bare/critic"));
        Files.write(folder.resolve("v1/critic/saved_model.pb"), new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(whole.loadCritic(SessionConfig.forServing())).hasValueSatisfying(ChunkScorer::close);
        assertThatThrownBy(() -> store.read(V1)).hasMessageStartingWith("policy v1 is damaged");
        assertThatThrownBy(() -> store.read(bare)).hasMessageStartingWith("policy bare is damaged");
    }

    @Test
    void readsWhatATrustedKeyHasSigned() throws IOException {
        PolicyStore store = signing();

        assertThat(store.trusting(own()).read(V1).manifest().version()).isEqualTo(V1);
    }

    @Test
    void refusesWhatNobodyHasSignedUntilSomebodyDoes() throws IOException {
        PolicyStore store = PolicyStore.open(folder.resolve("policies"));
        store.write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest));
        SigningKey key = SigningKey.open(folder);

        assertThatThrownBy(() -> store.trusting(own()).read(V1))
                .hasMessage("policy v1 is not signed; if you know where it comes from, sign it:"
                        + " fleetrl policy sign v1 --data " + folder);
        store.sign(V1, key);

        assertThat(store.trusting(own()).read(V1).manifest().version()).isEqualTo(V1);
    }

    @Test
    void refusesAManifestThatWasChangedSinceItWasSigned() throws IOException {
        PolicyStore store = signing();
        Path manifest = folder.resolve("policies/v1/policy.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"trainSteps\":1", "\"trainSteps\":2"));

        assertThatThrownBy(() -> store.trusting(own()).read(V1))
                .hasMessageStartingWith("policy v1 is signed by nobody of serving.trustedKeys, or was changed since");
        assertThat(store.read(V1).manifest().trainSteps()).isEqualTo(2);
    }

    @Test
    void refusesTheSignatureOfAStranger(@TempDir Path elsewhere) throws IOException {
        PolicyStore store = signing();
        SigningKey.open(elsewhere);
        TrustedKeys others = TrustedKeys.read(List.of(SigningKey.publicKey(elsewhere)));

        assertThatThrownBy(() -> store.trusting(others).read(V1)).hasMessageContaining("signed by nobody");
        assertThat(store.trusting(TrustedKeys.read(
                                List.of(SigningKey.publicKey(elsewhere), SigningKey.publicKey(folder))))
                        .read(V1)
                        .manifest()
                        .version())
                .isEqualTo(V1);
    }

    @Test
    void refusesWhatIsNoSignature() throws IOException {
        PolicyStore store = signing();
        Files.writeString(folder.resolve("policies/v1/policy.sig"), "?");

        assertThatThrownBy(() -> store.trusting(own()).read(V1)).hasMessageContaining("signed by nobody");
    }

    /** Else a signed version could be served in another's place. */
    @Test
    void refusesAVersionUnderAnothersName() throws IOException {
        PolicyStore store = signing();
        Files.move(folder.resolve("policies/v1"), folder.resolve("policies/v2"));

        assertThatThrownBy(() -> store.trusting(own()).read(new PolicyVersion("v2")))
                .hasMessage("policy v2 is in truth v1: its folder was renamed; give it its name back");
    }

    @Test
    void signsAndChecksHowAnotherServerIsAsked() throws IOException {
        SigningKey key = SigningKey.open(folder);
        PolicyStore store = PolicyStore.open(folder.resolve("policies"));
        store.writeRemote(
                V1, REMOTE, digest -> REMOTE.manifest(V1, Optional.empty(), List.of(new TaskId("pick")), digest));
        assertThatThrownBy(() -> store.trusting(own()).readRemote(V1))
                .hasMessageStartingWith("policy v1 is not signed");
        store.sign(V1, key);

        assertThat(store.trusting(own()).readRemote(V1)).contains(REMOTE);
        assertThatThrownBy(() -> store.trusting(own()).read(V1))
                .hasMessage("policy v1 is answered by another server; it has no network here");

        Path remote = folder.resolve("policies/v1/remote.json");
        Files.writeString(remote, Files.readString(remote).replace("gpu", "evil"));
        assertThatThrownBy(() -> store.trusting(own()).readRemote(V1)).hasMessageStartingWith("policy v1 is damaged");
    }

    /** Else a network could be swapped for a stranger's server. */
    @Test
    void refusesANetworkThatIsToBeAskedElsewhere() throws IOException {
        PolicyStore store = signing();
        Files.write(folder.resolve("policies/v1/remote.json"), Codec.JSON.encode(RemotePolicy.class, REMOTE));

        assertThatThrownBy(() -> store.trusting(own()).readRemote(V1)).hasMessageStartingWith("policy v1 is damaged");
    }

    private PolicyStore signing() throws IOException {
        PolicyStore store = PolicyStore.open(folder.resolve("policies")).signedBy(SigningKey.open(folder));
        store.write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest));
        return store;
    }

    private TrustedKeys own() throws IOException {
        return TrustedKeys.read(List.of(SigningKey.publicKey(folder)));
    }

    @Test
    void knowsWhatItDoesNotHave() throws IOException {
        PolicyStore store = PolicyStore.open(folder);

        assertThat(store.find(V1)).isEmpty();
        assertThatThrownBy(() -> store.read(V1)).hasMessage("policy v1 is not in the policy store");
    }

    @Test
    void leavesNothingHalfWritten() throws IOException {
        PolicyStore store = PolicyStore.open(folder);

        assertThatThrownBy(() -> store.write(V1, TRAINED, digest -> {
                    throw new IllegalStateException("the process died");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.find(V1)).isEmpty();
        store.write(V1, TRAINED, digest -> manifest(Schema.POLICY, digest));

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("v1"));
        }
    }

    private static Trainer.Trained trained() {
        Recipe recipe = new SupervisedFineTuning();
        return new Trainer(recipe, recipe.settings().changedBy(Map.of("batch", 4.0)), 1, System::nanoTime)
                .train(
                        SyntheticFrames.episodes(1, 4, SourceKind.DEMONSTRATION, 1),
                        SyntheticFrames.TINY,
                        1,
                        1,
                        progress -> {});
    }

    private static PolicyManifest manifest(String schema, String sha256) {
        return new PolicyManifest(
                schema,
                V1,
                Optional.empty(),
                List.of(new TaskId("spot")),
                List.of(SyntheticFrames.INSTRUCTION),
                "sft",
                new SnapshotId("s1"),
                Optional.empty(),
                List.of("third"),
                SyntheticFrames.PROPRIOCEPTION,
                4,
                4,
                1,
                0,
                1,
                Map.of(),
                Map.of(),
                V1.value(),
                sha256);
    }
}

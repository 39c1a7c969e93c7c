package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny network, barely trained. */
class TensorFlowServingTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final Trainer.Trained TRAINED = trained();
    private static final Vec STATE = Vec.of(new float[SyntheticFrames.PROPRIOCEPTION]);

    @TempDir
    Path folder;

    /** A state that is no number and a picture that is none, among two sound questions. */
    @Test
    void refusesWhatIsNoNumberOrNoPictureAndDisturbsNobodyElse() throws IOException {
        float[] nan = new float[SyntheticFrames.PROPRIOCEPTION];
        Arrays.fill(nan, Float.NaN);
        try (TensorFlowBackend backend = TensorFlowBackend.warm(written(SyntheticFrames.PROPRIOCEPTION), 4)) {
            PolicyQuery sound = question(picture(), STATE);
            var alone = (PolicyAnswer.Chunk) backend.infer(List.of(sound)).get(0);

            List<PolicyAnswer> answers = backend.infer(List.of(
                    sound, question(picture(), Vec.of(nan)), question(Bytes.of(new byte[] {1, 2, 3}), STATE), sound));

            assertThat(answers.get(1))
                    .isEqualTo(
                            new PolicyAnswer.Refused("'observation/state' has an element that is not a finite number"));
            assertThat(((PolicyAnswer.Refused) answers.get(2)).reason()).startsWith("not a JPEG picture");
            for (int row : new int[] {0, 3}) {
                Vec actions = ((PolicyAnswer.Chunk) answers.get(row)).actions();
                for (int i = 0; i < actions.size(); i++) {
                    assertThat(actions.at(i)).isCloseTo(alone.actions().at(i), within(1e-4f));
                }
            }
        }
    }

    @Test
    void knowsHowLongBatchesTakeBeforeTheFirstQuestion() throws IOException {
        try (TensorFlowBackend backend = TensorFlowBackend.warm(written(SyntheticFrames.PROPRIOCEPTION), 2)) {
            assertThat(backend.timeOf(question(picture(), STATE)).expect(2)).isPositive();
        }
    }

    @Test
    void refusesAManifestThatDoesNotFitItsNetwork() throws IOException {
        PolicyArtefact artefact = written(SyntheticFrames.PROPRIOCEPTION + 1);

        assertThatThrownBy(() -> TensorFlowBackend.warm(artefact, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its manifest says cameras [third], state "
                        + (SyntheticFrames.PROPRIOCEPTION + 1)
                        + ", horizon 4, actions of 7, of which 4 are executed; its network has 1 cameras, state "
                        + SyntheticFrames.PROPRIOCEPTION + ", horizon 4, actions of 7");
    }

    private static PolicyQuery question(Bytes jpeg, Vec state) {
        return new PolicyQuery(
                Map.of("third", new Picture.Jpeg(jpeg)),
                state,
                SyntheticFrames.INSTRUCTION,
                Indicator.POSITIVE,
                Guidance.PLAIN,
                1);
    }

    private static Bytes picture() {
        int pixels = SyntheticFrames.TINY.encoder().shape().pixels();
        return Bytes.of(FrameCodec.encode(new byte[pixels * pixels * 3], pixels, 0.92));
    }

    private PolicyArtefact written(int proprioception) throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        store.write(V1, TRAINED, sha256 -> manifest(proprioception, sha256));
        return store.read(V1);
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

    private static PolicyManifest manifest(int proprioception, String sha256) {
        return new PolicyManifest(
                Schema.POLICY,
                V1,
                Optional.empty(),
                List.of(new TaskId("spot")),
                List.of(SyntheticFrames.INSTRUCTION),
                "sft",
                new SnapshotId("s1"),
                Optional.empty(),
                List.of("third"),
                proprioception,
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

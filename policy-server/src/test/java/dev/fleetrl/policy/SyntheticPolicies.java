package dev.fleetrl.policy;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies of {@link SyntheticFrames} in a store, trained within seconds. */
public final class SyntheticPolicies {
    private SyntheticPolicies() {}

    /** On demonstrations. */
    public static PolicyManifest write(
            PolicyStore store, PolicyVersion version, TrainingSet set, int steps, Map<String, Double> settings)
            throws IOException {
        Recipe recipe = new SupervisedFineTuning();
        Trainer.Trained trained = new Trainer(
                        recipe,
                        recipe.settings()
                                .changedBy(Map.of("batch", 16.0, "imageShift", 1.0, "warmUpSteps", 5.0))
                                .changedBy(settings),
                        1,
                        System::nanoTime)
                .train(set, SyntheticFrames.TINY, steps, 1, progress -> {});
        return store.write(version, trained, sha256 -> manifest(version, trained, steps, sha256));
    }

    private static PolicyManifest manifest(PolicyVersion version, Trainer.Trained trained, int steps, String sha256) {
        return new PolicyManifest(
                Schema.POLICY,
                version,
                Optional.empty(),
                List.of(new TaskId("spot")),
                List.of(SyntheticFrames.INSTRUCTION),
                "sft",
                new SnapshotId("s1"),
                Optional.empty(),
                List.of("third"),
                SyntheticFrames.PROPRIOCEPTION,
                trained.network().horizon(),
                trained.network().horizon(),
                steps,
                0,
                1,
                trained.settings(),
                trained.metrics(),
                version.value(),
                sha256);
    }
}

package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The standard network on pictures of noise: as costly as a real one, and as good as none. */
final class BenchPolicy {
    static final PolicyVersion VERSION = new PolicyVersion("bench");
    static final List<String> CAMERAS = List.of("third", "wrist");
    static final int PROPRIOCEPTION = 10;
    static final String INSTRUCTION = "put the red cube into the bin";
    private static final ObservationShape SHAPE = new ObservationShape(CAMERAS.size(), 64, PROPRIOCEPTION);
    private static final int ACTION_SIZE = 7;
    private static final int EPISODE_STEPS = 40;
    private static final double QUALITY = 0.92;

    private BenchPolicy() {}

    static Trainer.Trained train(int steps, int cores, long seed) {
        Recipe recipe = new SupervisedFineTuning();
        NetworkConfig network = NetworkConfig.standard(SHAPE, ACTION_SIZE);
        return new Trainer(recipe, recipe.settings(), cores, System::nanoTime)
                .train(noise(4, SourceKind.DEMONSTRATION), network, steps, seed, progress -> {});
    }

    /** On practice, from a parent. */
    static void improve(Recipe recipe, int steps, int cores) {
        Trainer.Trained parent = train(1, cores, 1);
        new Trainer(recipe, recipe.settings(), cores, System::nanoTime)
                .train(
                        noise(4, SourceKind.POLICY),
                        new Trainer.Parent(parent.network(), parent.normalisation(), parent.served()),
                        steps,
                        1,
                        progress -> {});
    }

    private static TrainingSet noise(int episodes, SourceKind source) {
        SplittableRandom random = new SplittableRandom(1);
        ObservationSet observations = new ObservationSet(SHAPE);
        List<List<TrainingStep>> recorded = new ArrayList<>();
        for (int episode = 0; episode < episodes; episode++) {
            List<TrainingStep> steps = new ArrayList<>();
            for (int step = 0; step < EPISODE_STEPS; step++) {
                byte[] rgb = new byte[SHAPE.bytesPerObservation()];
                random.nextBytes(rgb);
                int[] tokens = InstructionTokenizer.tokens(INSTRUCTION);
                int observation = observations.add(rgb, tokens, new float[PROPRIOCEPTION]);
                float[] action = new float[ACTION_SIZE];
                action[0] = (float) (0.01 * random.nextDouble());
                StepLabel label = new StepLabel(0, 0, random.nextDouble() - 0.5, true);
                steps.add(new TrainingStep(
                        observation, new Acted(Vec.of(action), source), Optional.of(label), Origin.DEMONSTRATED));
            }
            recorded.add(steps);
        }
        return new TrainingSet(observations, recorded);
    }

    /** Under another seed it has other weights. */
    static void write(PolicyStore store, PolicyVersion version, long seed) throws IOException {
        var unused = store.write(version, train(1, 1, seed), sha256 -> manifest(version, sha256));
    }

    private static PolicyManifest manifest(PolicyVersion version, String sha256) {
        return new PolicyManifest(
                Schema.POLICY,
                version,
                Optional.empty(),
                List.of(new TaskId("bench")),
                List.of(INSTRUCTION),
                "sft",
                new SnapshotId("bench"),
                Optional.empty(),
                CAMERAS,
                PROPRIOCEPTION,
                16,
                8,
                1,
                0,
                1,
                Map.of(),
                Map.of(),
                version.value(),
                sha256);
    }

    /** A picture with edges, so that it takes as many bytes as a real one. */
    static Bytes jpeg() {
        byte[] rgb = new byte[SHAPE.bytesPerImage()];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) (pixel % 64 / 8 * 30 + pixel / 512 * 20);
        }
        return Bytes.of(FrameCodec.encode(rgb, SHAPE.pixels(), QUALITY));
    }
}

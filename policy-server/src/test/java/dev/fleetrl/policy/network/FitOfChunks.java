package dev.fleetrl.policy.network;

import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.TrainingSet;
import java.util.SplittableRandom;

/** How well an episode's first chunk fits a policy of the tiny network: the flow loss at many times and noises. */
public final class FitOfChunks {
    private static final int SAMPLES = 512;

    private FitOfChunks() {}

    public static double of(TrainingSet set, ActionNormalisation scales, Weights weights, int episode) {
        int observation = set.episodes().get(episode).get(0).observation();
        PolicyBatch batch =
                new PolicyBatch(set.observations().batch(observation), scales, SAMPLES, new SplittableRandom(9));
        batch.set(0, set.chunk(episode, 0, scales.horizon()), Lesson.imitate(Indicator.POSITIVE));
        try (ReferenceLosses losses =
                new ReferenceLosses(SyntheticFrames.TINY, SAMPLES, weights, SessionConfig.forTraining(1))) {
            return losses.of(batch)[0];
        }
    }
}

package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Gaussian;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.chunk.ChunkTarget;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One training step's examples: observations, what they are conditioned on, targets, and the draws of the flow.
 *
 * <p>Where a chunk runs past a failure the rest of its target is chance, not "stand still" (ADR 21): the loss does not ask for
 * it, but the expert sees it, and must learn not to look. Whatever the flow makes of those positions later then leads nobody
 * astray.
 */
public final class PolicyBatch {
    private final ObservationBatch observations;
    private final ActionNormalisation normalisation;
    private final int[] indicators;
    private final float[] targets;
    private final float[] mask;
    private final float[] imitation;
    private final float[] advantages;
    private final float[] noise;
    private final float[] times;

    /** All targets masked; noise and times drawn. */
    public PolicyBatch(
            ObservationBatch observations, ActionNormalisation normalisation, int samples, SplittableRandom random) {
        this.observations = observations;
        this.normalisation = normalisation;
        int chunk = normalisation.scale().size();
        indicators = new int[observations.size()];
        targets = Gaussian.fill(new float[observations.size() * chunk], random);
        mask = new float[targets.length];
        imitation = new float[observations.size()];
        advantages = new float[observations.size()];
        noise = Gaussian.fill(new float[targets.length * samples], random);
        times = new float[observations.size() * samples];
        for (int i = 0; i < times.length; i++) {
            times[i] = (float) random.nextDouble();
        }
    }

    public void set(int row, ChunkTarget target, Lesson lesson) {
        int chunk = normalisation.scale().size();
        indicators[row] = lesson.indicator().row();
        imitation[row] = (float) lesson.imitation();
        advantages[row] = (float) lesson.advantage();
        normalisation.normalise(target, targets, row * chunk);
        int learned = row * chunk + target.valid() * normalisation.actionSize();
        Arrays.fill(mask, row * chunk, learned, 1);
    }

    ObservationBatch observations() {
        return observations;
    }

    int[] indicators() {
        return indicators;
    }

    float[] targets() {
        return targets;
    }

    float[] mask() {
        return mask;
    }

    float[] imitation() {
        return imitation;
    }

    float[] advantages() {
        return advantages;
    }

    float[] noise() {
        return noise;
    }

    float[] times() {
        return times;
    }
}

package dev.fleetrl.value.function;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.CosineSchedule;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.value.function.EpisodeFrames.Range;
import dev.fleetrl.value.recap.LabelRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Trains a value function on the returns of some episodes and measures it on others that it has not seen.
 *
 * <p>All randomness comes from the seed: held-out episodes, batches and augmentation.
 */
public final class ValueTraining {
    private static final int WARM_UP = 20;
    private static final double FLOOR = 0.02;

    /** Observations scored in one call; more bring nothing on a CPU. */
    private static final int SCORED_TOGETHER = 128;

    /** Hears how it goes, after each step. */
    public interface Listener {
        void trained(int step, float loss);
    }

    private final ValueFunction function;
    private final ValueFunctionConfig config;
    private final EpisodeFrames frames;
    private final List<Range> training = new ArrayList<>();
    private final List<Range> heldOut = new ArrayList<>();
    private final SplittableRandom random;

    public ValueTraining(ValueFunction function, ValueFunctionConfig config, EpisodeFrames frames, long seed) {
        this.function = function;
        this.config = config;
        this.frames = frames;
        random = new SplittableRandom(seed);
        split(true);
        split(false);
    }

    /** Successes and failures apart, so that both are measured; a single one of a kind is needed for training. */
    private void split(boolean success) {
        List<Range> shuffled = new ArrayList<>();
        for (Range episode : frames.episodes()) {
            if (episode.success() == success && episode.until() > episode.from()) {
                shuffled.add(random.nextInt(shuffled.size() + 1), episode);
            }
        }
        int measured = (int) Math.round(config.heldOutFraction() * shuffled.size());
        if (config.heldOutFraction() > 0 && shuffled.size() > 1) {
            measured = Math.max(1, measured);
        }
        heldOut.addAll(shuffled.subList(0, measured));
        training.addAll(shuffled.subList(measured, shuffled.size()));
    }

    /** Every step of the training episodes in which somebody acts is drawn equally often. Throws {@link LabelRefused} where the loss is no number. */
    public void train(int steps, Listener listener) {
        int[] pool = training.stream()
                .flatMapToInt(range -> Arrays.stream(acted(range)))
                .toArray();
        if (pool.length == 0) {
            throw new IllegalArgumentException("there is no step to train the value function on");
        }
        CosineSchedule rate = new CosineSchedule(config.learningRate(), WARM_UP, steps, FLOOR);
        for (int step = 0; step < steps; step++) {
            int[] chosen = new int[config.batch()];
            float[] returns = new float[config.batch()];
            for (int row = 0; row < chosen.length; row++) {
                chosen[row] = pool[random.nextInt(pool.length)];
                returns[row] = frames.returnOf(chosen[row]);
            }
            ObservationBatch batch = frames.observations().batch(chosen);
            batch.augment(config.maxShiftPixels(), config.proprioceptionNoise(), random);
            float loss = function.fit(batch, returns, step, rate.at(step));
            if (!Float.isFinite(loss)) {
                throw new LabelRefused("the value function diverged: its loss is " + loss + " at step " + step
                        + "; lower learningRate, which is " + config.learningRate());
            }
            listener.trained(step, loss);
        }
        function.settle();
    }

    /** The episodes that it measures on. */
    public Set<EpisodeId> heldOut() {
        return heldOut.stream().map(range -> range.manifest().episode()).collect(Collectors.toSet());
    }

    /** p of each step of one episode, in order. */
    public List<Vec> distributions(Range episode) {
        return distributions(episode.indices());
    }

    private List<Vec> distributions(int[] indices) {
        List<Vec> all = new ArrayList<>();
        for (int from = 0; from < indices.length; from += SCORED_TOGETHER) {
            int[] part = Arrays.copyOfRange(indices, from, Math.min(indices.length, from + SCORED_TOGETHER));
            all.addAll(function.distributions(frames.observations().batch(part)));
        }
        return all;
    }

    /** How well it knows the returns of the held-out episodes where somebody acts, and whether it looks at the pictures; see {@link ValueHealth}. */
    public ValueHealth health() {
        List<HeldOut.Scored> scored = new ArrayList<>();
        for (Range episode : heldOut) {
            int[] acted = acted(episode);
            scored.add(new HeldOut.Scored(episode, returnsOf(acted), distributions(acted)));
        }
        return ValueHealth.of(new HeldOut(function.bins(), scored), withPicturesOfOthers());
    }

    /** NLL of the held-out steps where each is shown the pictures of another one of its task. */
    private OptionalDouble withPicturesOfOthers() {
        Map<TaskId, List<Range>> byTask = heldOut.stream()
                .collect(Collectors.groupingBy(
                        range -> range.manifest().plan().task(), LinkedHashMap::new, Collectors.toList()));
        List<int[]> tasks = byTask.values().stream()
                .map(own -> own.stream()
                        .flatMapToInt(range -> Arrays.stream(acted(range)))
                        .toArray())
                .filter(own -> own.length > 1)
                .toList();
        int[] indices = tasks.stream().flatMapToInt(Arrays::stream).toArray();
        int[] others = shuffledWithin(tasks);
        double sum = 0;
        for (int from = 0; from < indices.length; from += SCORED_TOGETHER) {
            int until = Math.min(indices.length, from + SCORED_TOGETHER);
            List<Vec> part = function.distributions(frames.withPicturesOf(
                    Arrays.copyOfRange(indices, from, until), Arrays.copyOfRange(others, from, until)));
            for (int i = from; i < until; i++) {
                sum += function.bins().crossEntropy(frames.returnOf(indices[i]), part.get(i - from));
            }
        }
        return indices.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / indices.length);
    }

    /** Each task's indices in another order, task by task. */
    static int[] shuffledWithin(List<int[]> tasks) {
        return tasks.stream().flatMapToInt(own -> Arrays.stream(shuffled(own))).toArray();
    }

    /** No index in its own place: Sattolo's cycle. */
    private static int[] shuffled(int[] indices) {
        int[] others = indices.clone();
        SplittableRandom order = new SplittableRandom(indices.length);
        for (int i = others.length - 1; i > 0; i--) {
            int j = order.nextInt(i);
            int moved = others[i];
            others[i] = others[j];
            others[j] = moved;
        }
        return others;
    }

    private Vec returnsOf(int[] indices) {
        float[] returns = new float[indices.length];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = frames.returnOf(indices[i]);
        }
        return Vec.of(returns);
    }

    private int[] acted(Range episode) {
        return Arrays.stream(episode.indices())
                .filter(index -> !frames.isWait(index))
                .toArray();
    }
}

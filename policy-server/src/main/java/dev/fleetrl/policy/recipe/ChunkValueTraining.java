package dev.fleetrl.policy.recipe;

import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.evaluation.RankCorrelation;
import dev.fleetrl.learning.CosineSchedule;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.data.LabelledChunks;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingSet.Start;
import dev.fleetrl.policy.network.ChunkValueLearner;
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.network.PolicyLearner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Trains the action value that a policy's candidates are chosen by (ADR 46), after the policy and from what it sees: the regression
 * of a chunk's advantage.
 *
 * <p>On episodes that were held out it says how well Q ranks them ({@code chunkValue.spearman}), and how well it does so when each
 * observation is given another's chunk ({@code chunkValue.spearmanOfOthersChunks}): the observation alone tells that much.
 */
final class ChunkValueTraining {
    private static final int SCORED_AT_ONCE = 64;

    private final RecipeSettings settings;
    private final int cores;
    private final LongSupplier nanoClock;

    ChunkValueTraining(RecipeSettings settings, int cores, LongSupplier nanoClock) {
        this.settings = settings;
        this.cores = cores;
        this.nanoClock = nanoClock;
    }

    /** What came of it. */
    record Trained(Weights weights, Map<String, Double> metrics) {}

    Trained train(
            TrainingSet set,
            NetworkConfig network,
            ActionNormalisation normalisation,
            Weights policy,
            long seed,
            Consumer<TrainingProgress> progress) {
        LabelledChunks chunks = LabelledChunks.of(set, network.horizon());
        int steps = settings.count("chunkValueSteps");
        CosineSchedule schedule = new CosineSchedule(
                settings.number("childLearningRate"), settings.count("warmUpSteps"), steps, Trainer.RATE_FLOOR);
        TrainingJournal journal = new TrainingJournal(steps, nanoClock, progress);
        SplittableRandom random = new SplittableRandom(seed);
        try (ChunkValueLearner learner =
                new ChunkValueLearner(network, policy, seed, SessionConfig.forTraining(cores))) {
            for (int step = 0; step < steps; step++) {
                List<Start> rows = drawn(chunks.learned(), random);
                ObservationBatch seen = set.observations().batch(chunks.observations(rows));
                seen.augment(settings.count("imageShift"), settings.number("proprioceptionNoise"), random);
                double rate = schedule.at(step);
                double loss = learner.step(seen, chunks.chunks(rows, normalisation), chunks.targets(rows), step, rate);
                journal.add(step, new PolicyLearner.Seen(loss, 0), rate, Map::of);
            }
            Weights weights = learner.served();
            Map<String, Double> metrics = new TreeMap<>();
            journal.metrics().forEach((name, value) -> metrics.put("chunkValue." + name, value));
            metrics.put("chunkValue.advantageMean", chunks.mean());
            metrics.put("chunkValue.advantageDeviation", chunks.deviation());
            metrics.putAll(heldOut(learner, chunks, normalisation, random));
            return new Trained(weights, metrics);
        }
    }

    private List<Start> drawn(List<Start> starts, SplittableRandom random) {
        List<Start> rows = new ArrayList<>();
        for (int row = 0; row < settings.count("batch"); row++) {
            rows.add(starts.get(random.nextInt(starts.size())));
        }
        return rows;
    }

    /** Nothing where nothing was held out. */
    private static Map<String, Double> heldOut(
            ChunkValueLearner learner,
            LabelledChunks chunks,
            ActionNormalisation normalisation,
            SplittableRandom random) {
        List<Start> starts = chunks.heldOut();
        Map<String, Double> metrics = new TreeMap<>(Map.of("chunkValue.heldOutChunks", (double) starts.size()));
        if (starts.size() > 1) {
            List<Start> others = new ArrayList<>(starts);
            for (int i = others.size() - 1; i > 0; i--) {
                Collections.swap(others, i, random.nextInt(i + 1));
            }
            double[] wanted = doubles(chunks.targets(starts));
            metrics.put(
                    "chunkValue.spearman",
                    RankCorrelation.of(values(learner, chunks, normalisation, starts, starts), wanted));
            metrics.put(
                    "chunkValue.spearmanOfOthersChunks",
                    RankCorrelation.of(values(learner, chunks, normalisation, starts, others), wanted));
        }
        return metrics;
    }

    /** Q of what was seen at some starts with the chunks of others. */
    private static double[] values(
            ChunkValueLearner learner,
            LabelledChunks chunks,
            ActionNormalisation normalisation,
            List<Start> seen,
            List<Start> done) {
        double[] values = new double[seen.size()];
        for (int from = 0; from < values.length; from += SCORED_AT_ONCE) {
            int to = Math.min(values.length, from + SCORED_AT_ONCE);
            ObservationBatch batch = chunks.set().observations().batch(chunks.observations(seen.subList(from, to)));
            double[] some = doubles(learner.values(batch, chunks.chunks(done.subList(from, to), normalisation)));
            System.arraycopy(some, 0, values, from, some.length);
        }
        return values;
    }

    private static double[] doubles(float[] numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }
}

package dev.fleetrl.policy.recipe;

import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.CosineSchedule;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.network.PolicyLearner;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The training loop of all recipes. Equal sets, settings, steps and seeds give equal weights, bit for bit, on one kind of
 * CPU with one number of threads.
 */
public final class Trainer {
    private static final double LOSS_MEMORY = 0.98;
    private static final double RATE_FLOOR = 0.02;
    private static final long REPORT_NANOS = 1_000_000_000L;

    private final Recipe recipe;
    private final RecipeSettings settings;
    private final int cores;
    private final LongSupplier nanoClock;

    /** @param cores threads of one step */
    public Trainer(Recipe recipe, RecipeSettings settings, int cores, LongSupplier nanoClock) {
        this.recipe = recipe;
        this.settings = settings;
        this.cores = cores;
        this.nanoClock = nanoClock;
    }

    /** Where a training starts from: the weights, and the scales that belong to them. */
    public record Parent(NetworkConfig network, ActionNormalisation normalisation, Weights weights) {}

    /**
     * What came of it.
     *
     * @param state weights, averages and moments
     * @param settings asked for, and the realised shares of the sources
     */
    public record Trained(
            NetworkConfig network,
            ActionNormalisation normalisation,
            Weights state,
            Map<String, Double> settings,
            Map<String, Double> metrics) {
        /** What is served: the averages. */
        public Weights served() {
            return AdamW.averages(state);
        }
    }

    /** Trains a network of this size from fresh weights. */
    public Trained train(
            TrainingSet set, NetworkConfig network, int steps, long seed, Consumer<TrainingProgress> progress) {
        ExampleSampler sampler = new ExampleSampler(set, recipe, settings);
        ActionNormalisation normalisation =
                set.normalisation(sampler.starts(), network.horizon(), network.actionSize());
        return train(sampler, network, normalisation, Optional.empty(), new Run(steps, seed, progress));
    }

    /** Goes on from a parent, at the child's learning rate and with the parent's scales. */
    public Trained train(TrainingSet set, Parent parent, int steps, long seed, Consumer<TrainingProgress> progress) {
        ExampleSampler sampler = new ExampleSampler(set, recipe, settings);
        Optional<Weights> weights = Optional.of(parent.weights());
        return train(sampler, parent.network(), parent.normalisation(), weights, new Run(steps, seed, progress));
    }

    private record Run(int steps, long seed, Consumer<TrainingProgress> progress) {}

    private Trained train(
            ExampleSampler sampler,
            NetworkConfig network,
            ActionNormalisation normalisation,
            Optional<Weights> parent,
            Run run) {
        double peak = settings.number(parent.isPresent() ? "childLearningRate" : "learningRate");
        CosineSchedule schedule = new CosineSchedule(peak, settings.count("warmUpSteps"), run.steps(), RATE_FLOOR);
        SplittableRandom random = new SplittableRandom(run.seed());
        try (PolicyLearner learner = new PolicyLearner(
                network, settings.count("flowSamples"), AdamW.Settings.STANDARD, SessionConfig.forTraining(cores))) {
            learner.begin(run.seed(), parent);
            double loss = 0;
            double weight = 0;
            long startedNanos = nanoClock.getAsLong();
            long reportedNanos = startedNanos;
            for (int step = 0; step < run.steps(); step++) {
                double latest = learner.step(sampler.next(normalisation, random), step, schedule.at(step));
                if (!Double.isFinite(latest)) {
                    throw new IllegalArgumentException("the loss is " + latest + " at step " + step
                            + "; lower the learning rate, and see batch" + " and flowSamples");
                }
                loss = LOSS_MEMORY * loss + (1 - LOSS_MEMORY) * latest;
                weight = LOSS_MEMORY * weight + (1 - LOSS_MEMORY);
                long nowNanos = nanoClock.getAsLong();
                if (nowNanos - reportedNanos >= REPORT_NANOS || step + 1 == run.steps()) {
                    double left = (nowNanos - startedNanos) / 1e9 / (step + 1) * (run.steps() - step - 1);
                    run.progress().accept(new TrainingProgress(step + 1, run.steps(), loss / weight, left));
                    reportedNanos = nowNanos;
                }
            }
            Map<String, Double> realised = new TreeMap<>(settings.asMap());
            realised.putAll(sampler.realisedShares());
            Map<String, Double> metrics = Map.of("loss", loss / weight, "parameters", (double) learner.size());
            return new Trained(network, normalisation, learner.state(), realised, metrics);
        }
    }
}

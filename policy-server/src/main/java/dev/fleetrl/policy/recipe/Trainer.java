package dev.fleetrl.policy.recipe;

import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.learning.AdamW;
import dev.fleetrl.learning.CosineSchedule;
import dev.fleetrl.learning.ScalarEvents;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.network.PolicyLearner;
import java.util.List;
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
    static final double RATE_FLOOR = 0.02;

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
     * @param settings asked for, and what was realised: shares of the pools, and figures of the recipe
     * @param curves of loss, learning rate and realised shares
     * @param chunkValue the action value that candidates are chosen by; none where {@code chunkValueSteps} is 0
     */
    public record Trained(
            NetworkConfig network,
            ActionNormalisation normalisation,
            Weights state,
            Map<String, Double> settings,
            Map<String, Double> metrics,
            List<ScalarEvents.Row> curves,
            Optional<Weights> chunkValue) {
        /** What is served: the averages. */
        public Weights served() {
            return AdamW.averages(state);
        }
    }

    /** Trains a network of this size from fresh weights. */
    public Trained train(
            TrainingSet set, NetworkConfig network, int steps, long seed, Consumer<TrainingProgress> progress) {
        if (recipe.needsParent()) {
            throw new IllegalArgumentException(
                    "recipe " + recipe.id() + " improves a policy; name a parent in the job");
        }
        Course course = course(set);
        ActionNormalisation normalisation =
                set.normalisation(course.sampler().starts(), network.horizon(), network.actionSize());
        Run run = new Run(steps, seed, progress);
        return valued(set, train(course, network, normalisation, Optional.empty(), run), run);
    }

    /** Goes on from a parent, at the child's learning rate and with the parent's scales. */
    public Trained train(TrainingSet set, Parent parent, int steps, long seed, Consumer<TrainingProgress> progress) {
        Optional<Weights> weights = Optional.of(parent.weights());
        Run run = new Run(steps, seed, progress);
        return valued(set, train(course(set), parent.network(), parent.normalisation(), weights, run), run);
    }

    /** With its action value, where one is asked for; the steps of that are counted by themselves. */
    private Trained valued(TrainingSet set, Trained policy, Run run) {
        if (settings.count("chunkValueSteps") == 0) {
            return policy;
        }
        ChunkValueTraining.Trained value = new ChunkValueTraining(settings, cores, nanoClock)
                .train(set, policy.network(), policy.normalisation(), policy.served(), run.seed(), run.progress());
        Map<String, Double> metrics = new TreeMap<>(policy.metrics());
        metrics.putAll(value.metrics());
        return new Trained(
                policy.network(),
                policy.normalisation(),
                policy.state(),
                policy.settings(),
                metrics,
                policy.curves(),
                Optional.of(value.weights()));
    }

    private record Run(int steps, long seed, Consumer<TrainingProgress> progress) {}

    private record Course(Curriculum curriculum, ExampleSampler sampler) {}

    private Course course(TrainingSet set) {
        Curriculum curriculum = recipe.curriculum(set, settings);
        return new Course(curriculum, new ExampleSampler(set, curriculum, settings));
    }

    private Trained train(
            Course course,
            NetworkConfig network,
            ActionNormalisation normalisation,
            Optional<Weights> parent,
            Run run) {
        double peak = settings.number(parent.isPresent() ? "childLearningRate" : "learningRate");
        CosineSchedule schedule = new CosineSchedule(peak, settings.count("warmUpSteps"), run.steps(), RATE_FLOOR);
        SplittableRandom random = new SplittableRandom(run.seed());
        ExampleSampler sampler = course.sampler();
        try (PolicyLearner learner = new PolicyLearner(
                network,
                settings.count("flowSamples"),
                course.curriculum().objective(),
                AdamW.Settings.STANDARD,
                SessionConfig.forTraining(cores))) {
            learner.begin(run.seed(), parent);
            TrainingJournal journal = new TrainingJournal(run.steps(), nanoClock, run.progress());
            for (int step = 0; step < run.steps(); step++) {
                double rate = schedule.at(step);
                PolicyLearner.Seen seen = learner.step(sampler.next(normalisation, random), step, rate);
                journal.add(step, seen, rate, sampler::realisedShares);
            }
            Map<String, Double> realised = new TreeMap<>(settings.asMap());
            realised.putAll(sampler.realisedShares());
            course.curriculum().realised().forEach((name, value) -> realised.put("realised." + name, value));
            Map<String, Double> metrics = new TreeMap<>(journal.metrics());
            metrics.put("parameters", (double) learner.size());
            return new Trained(
                    network, normalisation, learner.state(), realised, metrics, journal.curves(), Optional.empty());
        }
    }
}

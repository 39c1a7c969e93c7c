package dev.fleetrl.policy.recipe;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.condition.IndicatorDropout;
import dev.fleetrl.policy.data.ExamplePools;
import dev.fleetrl.policy.data.Pool;
import dev.fleetrl.policy.data.SourceMix;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingSet.Start;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.network.PolicyBatch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws training examples: first the pool, then one of its steps, then what the network is told of it. */
final class ExampleSampler {
    private final TrainingSet set;
    private final Curriculum curriculum;
    private final RecipeSettings settings;
    private final IndicatorDropout dropout;
    private final ExamplePools pools;
    private final SourceMix mix;
    private final Map<Pool, Integer> drawn = new EnumMap<>(Pool.class);
    private final Map<Pool, Integer> positive = new EnumMap<>(Pool.class);
    private final Map<TaskId, Integer> drawnOfTask = new HashMap<>();

    ExampleSampler(TrainingSet set, Curriculum curriculum, RecipeSettings settings) {
        this.set = set;
        this.curriculum = curriculum;
        this.settings = settings;
        dropout = new IndicatorDropout(settings.number("indicatorDropout"));
        pools = new ExamplePools(
                set,
                settings.drawsByEpisode(),
                step -> curriculum.lesson().apply(step).isPresent());
        mix = new SourceMix(settings.shares(), pools.present());
    }

    /** All that can be drawn. */
    List<Start> starts() {
        return pools.present().stream()
                .filter(pool -> mix.share(pool) > 0)
                .flatMap(pool -> pools.starts(pool).stream())
                .toList();
    }

    PolicyBatch next(ActionNormalisation normalisation, SplittableRandom random) {
        List<Start> rows = new ArrayList<>();
        for (int row = 0; row < settings.count("batch"); row++) {
            Pool pool = mix.draw(random);
            Start start = pools.draw(pool, random);
            rows.add(start);
            drawn.merge(pool, 1, Integer::sum);
            set.step(start).label().ifPresent(label -> positive.merge(pool, label.positive() ? 1 : 0, Integer::sum));
            drawnOfTask.merge(set.task(start), 1, Integer::sum);
        }
        ObservationBatch observations = set.observations()
                .batch(rows.stream()
                        .mapToInt(start -> set.step(start).observation())
                        .toArray());
        observations.augment(settings.count("imageShift"), settings.number("proprioceptionNoise"), random);
        PolicyBatch batch = new PolicyBatch(observations, normalisation, settings.count("flowSamples"), random);
        for (int row = 0; row < rows.size(); row++) {
            Start start = rows.get(row);
            Lesson lesson = curriculum.lesson().apply(set.step(start)).orElseThrow();
            batch.set(
                    row,
                    set.chunk(start.episode(), start.step(), normalisation.horizon()),
                    lesson.under(dropout.apply(lesson.indicator(), random)));
        }
        return batch;
    }

    /**
     * Shares of what was drawn, such as {@code realised.demonstration}, and {@code realised.task.pick} where there are several
     * tasks. Where there are labels, {@code realised.positive.recent} is the share of positive steps in what was drawn of a pool:
     * ε is a quantile over steps, and drawing is evenly over episodes, so it is not the share that ε left above itself.
     */
    Map<String, Double> realisedShares() {
        double total = drawn.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new TreeMap<>();
        drawn.forEach((pool, count) -> shares.put("realised." + name(pool), count / total));
        positive.forEach((pool, count) ->
                shares.put("realised.positive." + name(pool), count / (double) drawn.getOrDefault(pool, 0)));
        if (new HashSet<>(set.tasks()).size() > 1) {
            drawnOfTask.forEach((task, count) -> shares.put("realised.task." + task, count / total));
        }
        return shares;
    }

    private static String name(Pool pool) {
        return pool.name().toLowerCase(Locale.ROOT);
    }
}

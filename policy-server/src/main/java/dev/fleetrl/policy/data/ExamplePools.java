package dev.fleetrl.policy.data;

import dev.fleetrl.policy.data.TrainingSet.Start;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The steps that can be drawn, by pool and episode. Within a pool a step is drawn either evenly over steps, or evenly over
 * episodes and then over the steps of one: a failure that runs into its time limit has several times the steps of a success,
 * and would otherwise fill the pool.
 */
public final class ExamplePools {
    private final TrainingSet set;
    private final boolean byEpisode;
    private final Map<Pool, List<List<Start>>> episodes = new EnumMap<>(Pool.class);
    private final Map<Pool, List<Start>> all = new EnumMap<>(Pool.class);

    /** @param learned which steps to draw from; those in which nobody acted are never drawn */
    public ExamplePools(TrainingSet set, boolean byEpisode, Predicate<TrainingStep> learned) {
        this.set = set;
        this.byEpisode = byEpisode;
        for (int episode = 0; episode < set.episodes().size(); episode++) {
            Map<Pool, List<Start>> ofEpisode = new EnumMap<>(Pool.class);
            for (int step = 0; step < set.episodes().get(episode).size(); step++) {
                Start start = new Start(episode, step);
                Pool.of(set.step(start))
                        .filter(pool -> learned.test(set.step(start)))
                        .ifPresent(pool -> ofEpisode
                                .computeIfAbsent(pool, p -> new ArrayList<>())
                                .add(start));
            }
            ofEpisode.forEach((pool, starts) -> {
                episodes.computeIfAbsent(pool, p -> new ArrayList<>()).add(starts);
                all.computeIfAbsent(pool, p -> new ArrayList<>()).addAll(starts);
            });
        }
    }

    public Set<Pool> present() {
        return all.keySet();
    }

    /** Every step of the pool. */
    public List<Start> starts(Pool pool) {
        return all.getOrDefault(pool, List.of());
    }

    public Start draw(Pool pool, SplittableRandom random) {
        List<Start> from = starts(pool);
        if (byEpisode) {
            List<List<Start>> ofPool = episodes.getOrDefault(pool, List.of());
            from = ofPool.get(random.nextInt(ofPool.size()));
        }
        return from.get(random.nextInt(from.size()));
    }

    /** The expectation of a figure over steps as they are drawn from the pool. */
    public double mean(Pool pool, ToDoubleFunction<TrainingStep> figure) {
        List<List<Start>> groups = byEpisode ? episodes.getOrDefault(pool, List.of()) : List.of(starts(pool));
        return groups.stream()
                .mapToDouble(group -> group.stream()
                        .mapToDouble(start -> figure.applyAsDouble(set.step(start)))
                        .average()
                        .orElse(0))
                .average()
                .orElse(0);
    }
}

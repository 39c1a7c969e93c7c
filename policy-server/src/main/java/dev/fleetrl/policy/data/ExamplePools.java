package dev.fleetrl.policy.data;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.policy.data.TrainingSet.Start;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The steps that can be drawn, by pool, task and episode. Within a pool they are drawn evenly over tasks, so that a task with
 * long or many episodes does not crowd out another; within a task either evenly over steps, or evenly over episodes and then
 * over the steps of one: a failure that runs into its time limit has several times the steps of a success, and would otherwise
 * fill the pool.
 */
public final class ExamplePools {
    private final TrainingSet set;
    private final boolean byEpisode;
    private final Map<Pool, SortedMap<TaskId, List<List<Start>>>> groups = new EnumMap<>(Pool.class);

    /**
     * Sorts the steps of a set.
     *
     * @param byEpisode whether a task's episodes weigh the same, rather than its steps
     * @param learned which steps to draw from; those in which nobody acted are never drawn
     */
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
            TaskId task = set.tasks().get(episode);
            ofEpisode.forEach((pool, starts) -> add(pool, task, starts));
        }
    }

    private void add(Pool pool, TaskId task, List<Start> starts) {
        List<List<Start>> ofTask = groups.computeIfAbsent(pool, p -> new TreeMap<>(Comparator.comparing(TaskId::value)))
                .computeIfAbsent(task, t -> new ArrayList<>());
        if (byEpisode || ofTask.isEmpty()) {
            ofTask.add(starts);
        } else {
            ofTask.get(0).addAll(starts);
        }
    }

    public Set<Pool> present() {
        return groups.keySet();
    }

    /** Every step of the pool. */
    public List<Start> starts(Pool pool) {
        return tasks(pool).stream().flatMap(List::stream).flatMap(List::stream).toList();
    }

    /** The only task costs no random number, so that rounds of one task draw as they did when there could not be several. */
    public Start draw(Pool pool, SplittableRandom random) {
        List<List<List<Start>>> tasks = tasks(pool);
        List<List<Start>> ofTask = tasks.get(tasks.size() > 1 ? random.nextInt(tasks.size()) : 0);
        List<Start> group = ofTask.get(byEpisode ? random.nextInt(ofTask.size()) : 0);
        return group.get(random.nextInt(group.size()));
    }

    /** The expectation of a figure over steps as they are drawn from the pool. */
    public double mean(Pool pool, ToDoubleFunction<TrainingStep> figure) {
        return tasks(pool).stream()
                .mapToDouble(ofTask -> ofTask.stream()
                        .mapToDouble(group -> group.stream()
                                .mapToDouble(start -> figure.applyAsDouble(set.step(start)))
                                .average()
                                .orElse(0))
                        .average()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    private List<List<List<Start>>> tasks(Pool pool) {
        SortedMap<TaskId, List<List<Start>>> byTask = groups.get(pool);
        return byTask == null ? List.of() : List.copyOf(byTask.values());
    }
}

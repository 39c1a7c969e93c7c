package dev.fleetrl.controller.allocation;

import static java.util.stream.Collectors.toSet;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.RobotView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one decision gave out already, of which the log has not told yet.
 *
 * @param opened blocks of rollouts that begin
 */
record Taken(Map<CollectionId, Set<Long>> seeds, Map<TaskId, Integer> opened) {
    static Taken nothing() {
        return new Taken(new HashMap<>(), new HashMap<>());
    }

    void note(EpisodePlan plan, Optional<Rollouts.Next> next) {
        seeds(plan.collection()).add(plan.seed());
        if (next.filter(Rollouts.Next::opens).isPresent()) {
            opened.merge(plan.task(), 1, Integer::sum);
        }
    }

    Set<Long> seeds(CollectionId collection) {
        return seeds.computeIfAbsent(collection, id -> new HashSet<>());
    }

    Set<Long> all() {
        return seeds.values().stream().flatMap(Set::stream).collect(toSet());
    }

    /** What a rollout of the task would have this robot run. */
    Optional<Rollouts.Next> next(TaskId task, RobotView robot, Circumstances now) {
        return now.rollouts().next(task, robot.robot(), opened.getOrDefault(task, 0));
    }
}

package dev.fleetrl.contracts;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for one round: snapshot, labels where the recipe needs them, training, warm-up. Idempotent by id.
 *
 * @param tasks which of the collections' episodes it learns from: one, or several together as in pre-training, whose policy may be
 *     the parent of a round for one of them
 * @param version the policy to make
 * @param collections whose sealed episodes form the snapshot
 * @param labels how to label; none for recipes without labels
 * @param publish whether practice episodes run it from then on
 */
public record RoundRequest(
        RoundId id,
        @TaskOrTasks List<TaskId> tasks,
        PolicyVersion version,
        Optional<PolicyVersion> parent,
        List<CollectionId> collections,
        String recipe,
        Optional<LabelSettings> labels,
        int steps,
        long seed,
        Map<String, Double> settings,
        boolean publish) {
    public RoundRequest {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty() || new HashSet<>(tasks).size() < tasks.size()) {
            throw new IllegalArgumentException("task must name at least one task and none twice, not " + tasks);
        }
    }

    /** A round for one task. */
    public RoundRequest(
            RoundId id,
            TaskId task,
            PolicyVersion version,
            Optional<PolicyVersion> parent,
            List<CollectionId> collections,
            String recipe,
            Optional<LabelSettings> labels,
            int steps,
            long seed,
            Map<String, Double> settings,
            boolean publish) {
        this(id, List.of(task), version, parent, collections, recipe, labels, steps, seed, settings, publish);
    }

    /** The same round under another id. */
    public RoundRequest withId(RoundId other) {
        return new RoundRequest(
                other, tasks, version, parent, collections, recipe, labels, steps, seed, settings, publish);
    }
}

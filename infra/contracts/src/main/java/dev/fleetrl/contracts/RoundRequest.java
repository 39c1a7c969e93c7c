package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param labelsOf the finished label run whose labels are taken as they are, in place of {@code labels}, so that recipes are
 *     compared on the very same ones; it must hold every episode of the snapshot
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
        boolean publish,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<LabelRunId> labelsOf) {
    public RoundRequest {
        if (tasks.isEmpty() || new HashSet<>(tasks).size() < tasks.size()) {
            throw new IllegalArgumentException("task must name at least one task and none twice, not " + tasks);
        }
        if (labels.isPresent() && labelsOf.isPresent()) {
            throw new IllegalArgumentException(
                    "labelsOf takes the labels of " + labelsOf.get() + " as they are; name either it or labels");
        }
        tasks = List.copyOf(tasks);
    }

    /** A round for one task, with labels of its own where it asks for some. */
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
        this(
                id,
                List.of(task),
                version,
                parent,
                collections,
                recipe,
                labels,
                steps,
                seed,
                settings,
                publish,
                Optional.empty());
    }

    /** The same round under another id. */
    public RoundRequest withId(RoundId other) {
        return with(other, tasks, labels, labelsOf);
    }

    /** The same round for several tasks together. */
    public RoundRequest withTasks(List<TaskId> several) {
        return with(id, several, labels, labelsOf);
    }

    /** The same round on the labels that a run has already, in place of labels of its own. */
    public RoundRequest withLabelsOf(LabelRunId run) {
        return with(id, tasks, Optional.empty(), Optional.of(run));
    }

    private RoundRequest with(
            RoundId otherId,
            List<TaskId> otherTasks,
            Optional<LabelSettings> otherLabels,
            Optional<LabelRunId> otherLabelsOf) {
        return new RoundRequest(
                otherId,
                otherTasks,
                version,
                parent,
                collections,
                recipe,
                otherLabels,
                steps,
                seed,
                settings,
                publish,
                otherLabelsOf);
    }
}

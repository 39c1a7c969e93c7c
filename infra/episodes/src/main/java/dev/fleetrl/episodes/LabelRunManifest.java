package dev.fleetrl.episodes;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known of a finished label run but the labels; stands beside them as {@code run.json}.
 *
 * @param values the run whose value function it was: this one, unless it took the values of another
 * @param tasks each task of the snapshot, by id
 * @param metrics held-out figures of the value function
 * @param flags what a reader of the labels must know, such as {@code ignores-picture: …}
 */
public record LabelRunManifest(
        String schema,
        LabelRunId run,
        SnapshotId snapshot,
        LabelSettings settings,
        LabelRunId values,
        List<TaskLabels> tasks,
        Map<String, Double> metrics,
        List<String> flags,
        double seconds) {
    public LabelRunManifest {
        tasks = List.copyOf(tasks);
        metrics = Map.copyOf(metrics);
        flags = List.copyOf(flags);
    }

    /** None where the snapshot has no episode of that task. */
    public Optional<TaskLabels> of(TaskId task) {
        return tasks.stream().filter(labels -> labels.task().equals(task)).findFirst();
    }

    /** ε of each task. */
    public Map<String, Double> epsilonByTask() {
        Map<String, Double> epsilons = new TreeMap<>();
        tasks.forEach(labels -> epsilons.put(labels.task().value(), labels.epsilon()));
        return epsilons;
    }

    /** Share of positive steps for each kind of source, over all tasks. */
    public Map<String, Double> positiveBySource() {
        Map<String, Double> positive = new TreeMap<>();
        Map<String, Integer> steps = new TreeMap<>();
        for (TaskLabels labels : tasks) {
            labels.stepsBySource().forEach((source, count) -> {
                steps.merge(source, count, Integer::sum);
                positive.merge(source, count * labels.positiveBySource().getOrDefault(source, 0.0), Double::sum);
            });
        }
        positive.replaceAll((source, count) -> count / Math.max(1, steps.getOrDefault(source, 0)));
        return positive;
    }
}

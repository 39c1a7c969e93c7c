package dev.fleetrl.value.function;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.learning.ObservationShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known of a value function that is kept, but its weights.
 *
 * @param run the label run that it was trained for
 * @param parent whose weights it started from; none started afresh
 * @param tasks that it was trained on
 */
public record ValueManifest(
        String schema,
        LabelRunId run,
        Optional<LabelRunId> parent,
        ValueFunctionConfig config,
        ObservationShape shape,
        LabelSettings.Target target,
        List<TaskId> tasks) {
    public ValueManifest {
        tasks = List.copyOf(tasks);
    }

    /** In words, how another network's sizes differ from these; empty where its weights fit. */
    String differenceFrom(ValueFunctionConfig other, ObservationShape otherShape) {
        Map<String, Integer> theirs = sizes(other, otherShape);
        StringBuilder difference = new StringBuilder();
        sizes(config, shape).forEach((name, own) -> {
            Integer asked = theirs.get(name);
            if (!own.equals(asked)) {
                difference
                        .append(difference.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(own)
                        .append(" instead of ")
                        .append(asked);
            }
        });
        return difference.toString();
    }

    private static Map<String, Integer> sizes(ValueFunctionConfig config, ObservationShape shape) {
        Map<String, Integer> sizes = new TreeMap<>(config.sizes());
        sizes.put("cameras", shape.cameras());
        sizes.put("proprioception", shape.proprioception());
        return sizes;
    }
}

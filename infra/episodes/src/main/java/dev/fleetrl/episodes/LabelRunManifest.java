package dev.fleetrl.episodes;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import java.util.Map;

/**
 * All that is known of a finished label run but the labels; stands beside them as {@code run.json}.
 *
 * @param horizonSteps H_l: steps that the task's time limit allows
 * @param failureCostSteps C: what a failure costs, in steps
 * @param lookaheadSteps N
 * @param epsilon ε of the task, normalised
 * @param positiveBySource share of positive steps for each kind of source
 * @param metrics held-out figures of the value function
 */
public record LabelRunManifest(
        String schema,
        LabelRunId run,
        SnapshotId snapshot,
        TaskId task,
        LabelSettings settings,
        int horizonSteps,
        double failureCostSteps,
        int lookaheadSteps,
        double epsilon,
        Map<String, Double> positiveBySource,
        Map<String, Double> metrics,
        double seconds) {
    public LabelRunManifest {
        positiveBySource = Map.copyOf(positiveBySource);
        metrics = Map.copyOf(metrics);
    }
}

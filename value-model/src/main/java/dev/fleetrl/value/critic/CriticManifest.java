package dev.fleetrl.value.critic;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.value.critic.progress.DoneDetector;
import java.util.Map;

/**
 * All that is known of a trained critic but its weights; stands beside them as {@code critic.json}.
 *
 * @param trainedAtMillis so that the newest of a task is found
 * @param cameras how many pictures a frame has
 * @param done whether anyone may rely on its done head
 * @param metrics held-out figures, see {@link CriticReport}
 */
public record CriticManifest(
        String schema,
        LabelRunId run,
        SnapshotId snapshot,
        TaskId task,
        long trainedAtMillis,
        CriticConfig config,
        int cameras,
        DoneDetector done,
        Map<String, Double> metrics) {
    public CriticManifest {
        metrics = Map.copyOf(metrics);
    }
}

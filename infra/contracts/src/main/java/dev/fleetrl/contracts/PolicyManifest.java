package dev.fleetrl.contracts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a trained policy but its weights; stands beside them as {@code policy.json}.
 *
 * @param schema of observation, action and artefact; another one is refused
 * @param policyCameras in the order in which the policy wants them
 * @param tasks that it learned; several after pre-training
 * @param instructions what it was trained to do, for a person
 * @param horizon H: actions in a chunk
 * @param executeSteps how many of them the robot executes before it asks again; fixed before versions are compared
 * @param settings realised training settings and sampler fractions, so that the run can be repeated
 * @param metrics such as the last loss
 * @param directory path below the policy store
 * @param sha256 of the artefact's files, hex
 */
public record PolicyManifest(
        String schema,
        PolicyVersion version,
        Optional<PolicyVersion> parent,
        @TaskOrTasks List<TaskId> tasks,
        List<String> instructions,
        String recipe,
        SnapshotId snapshot,
        Optional<LabelRunId> labelRun,
        List<String> policyCameras,
        int proprioceptionSize,
        int horizon,
        int executeSteps,
        int trainSteps,
        double trainSeconds,
        long seed,
        Map<String, Double> settings,
        Map<String, Double> metrics,
        String directory,
        String sha256) {
    public PolicyManifest {
        tasks = List.copyOf(tasks);
    }
}

package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param remote where another server answers for it; none where the artefact is a network of our own
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
        String sha256,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Remote> remote) {
    private static final int ACTION_SIZE = 7;

    public PolicyManifest {
        tasks = List.copyOf(tasks);
    }

    /**
     * An openpi server that answers for a policy.
     *
     * @param address such as {@code ws://gpu:8000}
     * @param embodiment in whose terms it is asked
     * @param actionSize A, after its answers were turned into our terms
     * @param connections questions that it is asked at a time
     */
    public record Remote(String address, String embodiment, int actionSize, int connections) {}

    /** A: elements of an action. */
    public int actionSize() {
        return remote.map(Remote::actionSize).orElse(ACTION_SIZE);
    }

    /** Of a network of our own. */
    public PolicyManifest(
            String schema,
            PolicyVersion version,
            Optional<PolicyVersion> parent,
            List<TaskId> tasks,
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
        this(
                schema,
                version,
                parent,
                tasks,
                instructions,
                recipe,
                snapshot,
                labelRun,
                policyCameras,
                proprioceptionSize,
                horizon,
                executeSteps,
                trainSteps,
                trainSeconds,
                seed,
                settings,
                metrics,
                directory,
                sha256,
                Optional.empty());
    }
}

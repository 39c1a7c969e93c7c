package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the log tells of policies, on {@code fleetrl.models}; keyed by version. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelRecord.Registered.class, name = "registered"),
    @JsonSubTypes.Type(value = ModelRecord.Warm.class, name = "warm"),
    @JsonSubTypes.Type(value = ModelRecord.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ModelRecord.Published.class, name = "published"),
    @JsonSubTypes.Type(value = ModelRecord.Staged.class, name = "staged"),
    @JsonSubTypes.Type(value = ModelRecord.Shadowed.class, name = "shadowed"),
    @JsonSubTypes.Type(value = ModelRecord.Compared.class, name = "compared")
})
public sealed interface ModelRecord {
    PolicyVersion version();

    /** The artefact lies in the policy store; every policy server loads and warms it. */
    record Registered(PolicyVersion version, PolicyManifest manifest) implements ModelRecord {}

    /** This server can answer with it at full speed. */
    record Warm(PolicyVersion version, String server) implements ModelRecord {}

    /** This server cannot load it. */
    record Refused(PolicyVersion version, String server, String reason) implements ModelRecord {}

    /**
     * From now on new practice episodes run it.
     *
     * @param atMillis the latest of a task wins; the log keeps no order between versions
     */
    record Published(PolicyVersion version, TaskId task, long atMillis) implements ModelRecord {}

    /**
     * A rollout of this version has come to a stage. {@link RolloutStage#WAITING} begins it, also where one ended before.
     *
     * @param baseline what was published when the rollout began
     * @param reason for a person, such as the evidence
     */
    record Staged(
            PolicyVersion version,
            TaskId task,
            RolloutStage stage,
            PolicyVersion baseline,
            String reason,
            long atMillis)
            implements ModelRecord {}

    /**
     * How this version answered beside the one that robots were asking; the latest of a server counts.
     *
     * @param since when the rollout came to its shadow stage, which tells one rollout from another of the same version
     * @param questions that it was asked
     * @param failures of these: refused, or not finite
     * @param p99Millis of inference
     * @param difference mean absolute difference of an action's element from the baseline's, in the robot's units
     */
    record Shadowed(
            PolicyVersion version,
            TaskId task,
            String server,
            long since,
            long questions,
            long failures,
            double p99Millis,
            double difference)
            implements ModelRecord {}

    /**
     * A block of a rollout has a verdict for each episode. Written once, so that every reader adds up the same evidence in the
     * same order.
     */
    record Compared(TaskId task, RobotId robot, RolloutBlock block, List<Trial> candidate, List<Trial> baseline)
            implements ModelRecord {
        public Compared {
            candidate = List.copyOf(candidate);
            baseline = List.copyOf(baseline);
        }

        @Override
        public PolicyVersion version() {
            return block.version();
        }
    }
}

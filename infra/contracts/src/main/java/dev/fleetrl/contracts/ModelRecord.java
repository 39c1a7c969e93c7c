package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the log tells of policies, on {@code fleetrl.models}; keyed by version. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelRecord.Registered.class, name = "registered"),
    @JsonSubTypes.Type(value = ModelRecord.Warm.class, name = "warm"),
    @JsonSubTypes.Type(value = ModelRecord.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ModelRecord.Published.class, name = "published")
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
}

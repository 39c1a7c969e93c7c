package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a round goes, on {@code fleetrl.rollouts}; keyed by round. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RoundRecord.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = RoundRecord.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = RoundRecord.Failed.class, name = "failed")
})
public sealed interface RoundRecord {
    RoundId round();

    /** Where the round stands: {@code snapshot}, {@code labels}, {@code training} or {@code warm-up}. */
    record Progress(RoundId round, String doing, double fraction, double secondsLeft) implements RoundRecord {}

    record Finished(RoundId round, PolicyVersion version) implements RoundRecord {}

    record Failed(RoundId round, String reason) implements RoundRecord {}
}

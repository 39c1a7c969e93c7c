package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** What becomes of a label run, on {@code fleetrl.labels}; keyed by run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LabelRecord.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = LabelRecord.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = LabelRecord.Failed.class, name = "failed")
})
public sealed interface LabelRecord {
    LabelRunId run();

    record Progress(LabelRunId run, String doing, int done, int total) implements LabelRecord {}

    /**
     * The side-cars lie below {@code labels/{run}}.
     *
     * @param epsilon ε of the task, in normalised units
     * @param positiveBySource share of positive steps for each kind of source
     * @param metrics held-out figures of the value function, such as {@code heldOutNll} and {@code spearman}
     */
    record Finished(
            LabelRunId run,
            double epsilon,
            Map<String, Double> positiveBySource,
            Map<String, Double> metrics,
            double seconds)
            implements LabelRecord {}

    record Failed(LabelRunId run, String reason) implements LabelRecord {}
}

package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param epsilonByTask ε, in normalised units
     * @param positiveBySource share of positive steps for each kind of source
     * @param metrics held-out figures of the value function, such as {@code heldOutNll} and {@code spearman}
     * @param flags what a reader of the labels must know, such as {@code ignores-picture: …}; empty where all is well
     */
    @JsonIgnoreProperties("epsilon")
    record Finished(
            LabelRunId run,
            Map<String, Double> epsilonByTask,
            Map<String, Double> positiveBySource,
            Map<String, Double> metrics,
            List<String> flags,
            double seconds)
            implements LabelRecord {
        /** Also one from before flags and several tasks; its ε stands in the run's manifest. */
        @JsonCreator
        static Finished read(
                @JsonProperty("run") LabelRunId run,
                @JsonProperty("epsilonByTask") @JacksonInject(value = Codec.ABSENT, useInput = OptBoolean.TRUE)
                        Optional<Map<String, Double>> epsilonByTask,
                @JsonProperty("positiveBySource") Map<String, Double> positiveBySource,
                @JsonProperty("metrics") Map<String, Double> metrics,
                @JsonProperty("flags") @JacksonInject(value = Codec.ABSENT, useInput = OptBoolean.TRUE)
                        Optional<List<String>> flags,
                @JsonProperty("seconds") double seconds) {
            return new Finished(
                    run, epsilonByTask.orElse(Map.of()), positiveBySource, metrics, flags.orElse(List.of()), seconds);
        }
    }

    record Failed(LabelRunId run, String reason) implements LabelRecord {}
}

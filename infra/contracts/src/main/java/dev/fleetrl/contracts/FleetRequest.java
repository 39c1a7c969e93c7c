package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What people and scripts asked for, on {@code fleetrl.requests}; keyed by its id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FleetRequest.Collect.class, name = "collect"),
    @JsonSubTypes.Type(value = FleetRequest.Retrain.class, name = "retrain"),
    @JsonSubTypes.Type(value = FleetRequest.Label.class, name = "label")
})
public sealed interface FleetRequest {
    record Collect(CollectionRequest collection) implements FleetRequest {}

    record Retrain(RoundRequest round) implements FleetRequest {}

    record Label(LabelRequest label) implements FleetRequest {}
}

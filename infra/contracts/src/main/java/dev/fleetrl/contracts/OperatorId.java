package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person, or a scripted one, who may hold a robot. */
public record OperatorId(@JsonValue String value) {
    @JsonCreator
    public OperatorId {
        Identifier.check("OperatorId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

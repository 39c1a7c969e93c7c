package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One round of retraining, which ends in one {@link PolicyVersion}. */
public record RoundId(@JsonValue String value) {
    @JsonCreator
    public RoundId {
        Identifier.check("RoundId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A batch of episodes that was asked for: demonstrations, practice or an evaluation. */
public record CollectionId(@JsonValue String value) {
    @JsonCreator
    public CollectionId {
        Identifier.check("CollectionId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

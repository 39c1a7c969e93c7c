package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One trained policy. Versions are never changed, only followed by others. */
public record PolicyVersion(@JsonValue String value) {
    @JsonCreator
    public PolicyVersion {
        Identifier.check("PolicyVersion", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

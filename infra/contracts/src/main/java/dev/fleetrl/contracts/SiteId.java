package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One place with one control plane: a factory, a home, this machine. */
public record SiteId(@JsonValue String value) {
    @JsonCreator
    public SiteId {
        Identifier.check("SiteId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One robot of a site. */
public record RobotId(@JsonValue String value) {
    @JsonCreator
    public RobotId {
        Identifier.check("RobotId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

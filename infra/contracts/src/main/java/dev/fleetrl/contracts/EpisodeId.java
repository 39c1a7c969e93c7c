package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One attempt at a task, from reset to outcome. */
public record EpisodeId(@JsonValue String value) {
    @JsonCreator
    public EpisodeId {
        Identifier.check("EpisodeId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

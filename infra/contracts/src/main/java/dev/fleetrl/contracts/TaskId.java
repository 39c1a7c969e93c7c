package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One task, such as {@code pick}; values, thresholds and success rates are never pooled over tasks. */
public record TaskId(@JsonValue String value) {
    @JsonCreator
    public TaskId {
        Identifier.check("TaskId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A fixed list of sealed episodes with their digests. */
public record SnapshotId(@JsonValue String value) {
    @JsonCreator
    public SnapshotId {
        Identifier.check("SnapshotId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

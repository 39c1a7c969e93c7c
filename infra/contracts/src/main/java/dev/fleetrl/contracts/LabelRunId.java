package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One labelling of one snapshot; labels are side-cars keyed by it, never edits of the data. */
public record LabelRunId(@JsonValue String value) {
    @JsonCreator
    public LabelRunId {
        Identifier.check("LabelRunId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.fleetrl.value.service;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import java.io.IOException;

/** Labels one snapshot; blocks for as long as that takes. */
public interface Labelling {
    /** Hears how far it is, several times a second. What it throws ends the run. */
    interface Listener {
        void at(String doing, int done, int total);
    }

    /** What it throws is told to the person who asked, as one line. */
    LabelRecord.Finished label(LabelRequest request, Listener listener) throws IOException;
}

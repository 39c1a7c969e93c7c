package dev.fleetrl.value.service;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import java.util.Optional;

/** Chooses what is worth telling of a run's progress: 20 records a stage at most, for the log keeps each for good. */
final class Progress {
    private static final int TOLD_A_STAGE = 20;

    private final LabelRunId run;
    private String doing = "";
    private int told;

    Progress(LabelRunId run) {
        this.run = run;
    }

    Optional<LabelRecord.Progress> at(String stage, int done, int total) {
        int part = (int) ((long) done * TOLD_A_STAGE / total);
        if (stage.equals(doing) && part == told) {
            return Optional.empty();
        }
        doing = stage;
        told = part;
        return Optional.of(new LabelRecord.Progress(run, stage, done, total));
    }
}

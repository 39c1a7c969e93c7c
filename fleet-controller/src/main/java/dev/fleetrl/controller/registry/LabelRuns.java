package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last word on each label run; once finished or failed, nothing changes it. */
public final class LabelRuns {
    private final Map<LabelRunId, LabelRecord> latest = new HashMap<>();

    public void replay(LabelRecord record) {
        latest.merge(record.run(), record, (before, now) -> before instanceof LabelRecord.Progress ? now : before);
    }

    /** Answers all, by name. */
    public List<LabelRecord> all() {
        return latest.values().stream()
                .sorted(Comparator.comparing(record -> record.run().value()))
                .toList();
    }

    public Optional<LabelRecord> latest(LabelRunId run) {
        return Optional.ofNullable(latest.get(run));
    }
}

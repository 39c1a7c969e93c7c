package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests of scripted policies. */
final class Models {
    static final TaskId PICK = new TaskId("pick");

    private Models() {}

    static ModelRecord.Registered registered(
            PolicyVersion version, List<String> cameras, int proprioception, int horizon) {
        return new ModelRecord.Registered(
                version,
                new PolicyManifest(
                        Schema.POLICY,
                        version,
                        Optional.empty(),
                        List.of(PICK),
                        List.of("go"),
                        "sft",
                        new SnapshotId("s1"),
                        Optional.empty(),
                        cameras,
                        proprioception,
                        horizon,
                        8,
                        10,
                        1,
                        1,
                        Map.of(),
                        Map.of(),
                        version.value(),
                        "0"));
    }
}

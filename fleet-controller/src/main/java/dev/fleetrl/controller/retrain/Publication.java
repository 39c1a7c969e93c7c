package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.registry.PolicyRegistry;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.List;

/** From now on practice of some tasks runs a policy. */
public final class Publication {
    private Publication() {}

    /** Of a policy that is registered, for all its tasks. */
    public static Future<Void> of(PolicyVersion version, PolicyRegistry policies, long atMillis, Log log) {
        return policies.manifest(version)
                .map(manifest -> of(version, manifest.tasks(), atMillis, log))
                .orElseGet(() -> Future.failedFuture("policy " + version + " is not registered"));
    }

    /** Succeeds when the log has a record for each task. */
    public static Future<Void> of(PolicyVersion version, List<TaskId> tasks, long atMillis, Log log) {
        return Future.all(tasks.stream()
                        .map(task -> new ModelRecord.Published(version, task, atMillis))
                        .map(published -> log.publish(LogTopics.MODELS, published))
                        .toList())
                .mapEmpty();
    }
}

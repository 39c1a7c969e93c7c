package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.List;

/** From now on practice of some tasks runs a policy. */
public final class Publication {
    private Publication() {}

    /** Succeeds when the log has a record for each task. */
    public static Future<Void> of(PolicyVersion version, List<TaskId> tasks, long atMillis, Log log) {
        return Future.all(tasks.stream()
                        .map(task -> new ModelRecord.Published(version, task, atMillis))
                        .map(published -> log.publish(LogTopics.MODELS, published))
                        .toList())
                .mapEmpty();
    }
}

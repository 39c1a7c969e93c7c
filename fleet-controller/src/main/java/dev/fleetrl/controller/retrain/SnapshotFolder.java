package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.episodes.SnapshotStore;
import io.vertx.core.Future;
import java.util.Optional;

/** Snapshots in a folder, reached by way of a worker because files block. */
public record SnapshotFolder(SnapshotStore store, Worker worker) implements SnapshotFiles {
    @Override
    public Future<Optional<Snapshot>> find(SnapshotId id) {
        return worker.call(() -> store.find(id));
    }

    @Override
    public Future<Snapshot> keep(Snapshot snapshot) {
        return worker.call(() -> {
            store.write(snapshot);
            return snapshot;
        });
    }
}

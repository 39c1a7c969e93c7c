package dev.fleetrl.controller.retrain;

import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import io.vertx.core.Future;
import java.util.Optional;

/** Where snapshots are kept. */
public interface SnapshotFiles {
    Future<Optional<Snapshot>> find(SnapshotId id);

    /** Succeeds with the snapshot once it is safe. */
    Future<Snapshot> keep(Snapshot snapshot);
}

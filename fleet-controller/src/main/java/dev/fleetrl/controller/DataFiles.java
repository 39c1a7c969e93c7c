package dev.fleetrl.controller;

import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.retrain.SnapshotFiles;
import dev.fleetrl.controller.retrain.SnapshotFolder;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SnapshotStore;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stores below the data folder. */
record DataFiles(
        Path folder, EpisodeStore episodes, LabelStore labels, ProgressStore progress, SnapshotStore snapshots) {
    static DataFiles open(Path folder) throws IOException {
        EpisodeStore episodes = EpisodeStore.open(folder.resolve("episodes"));
        episodes.removeLeftovers();
        return new DataFiles(
                folder,
                episodes,
                LabelStore.open(folder.resolve("labels")),
                ProgressStore.open(folder.resolve("progress")),
                SnapshotStore.open(folder.resolve("snapshots")));
    }

    void close() {
        episodes.close();
        labels.close();
        progress.close();
    }

    /** Share of the folder's disk that is taken, 0 to 1. */
    double diskUsed() throws IOException {
        FileStore disk = Files.getFileStore(folder);
        return 1 - (double) disk.getUsableSpace() / disk.getTotalSpace();
    }

    SnapshotFiles snapshots(Worker worker) {
        return new SnapshotFolder(snapshots, worker);
    }
}

package dev.fleetrl.contracts;

import java.util.List;

/**
 * A fixed list of sealed episodes; training and labelling read nothing else.
 *
 * @param tasks what the round is for; each episode is of one of them
 */
public record Snapshot(SnapshotId id, @TaskOrTasks List<TaskId> tasks, List<Entry> episodes) {
    public Snapshot {
        tasks = List.copyOf(tasks);
        episodes = List.copyOf(episodes);
    }

    /** One episode, and the digest that it must still have. */
    public record Entry(EpisodeId episode, String file, String sha256) {
        /** Of an episode as it is now. */
        public static Entry of(EpisodeManifest manifest) {
            return new Entry(manifest.episode(), manifest.file(), manifest.sha256());
        }
    }
}

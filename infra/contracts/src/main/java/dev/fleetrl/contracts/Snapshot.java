package dev.fleetrl.contracts;

import java.util.List;

/**
 * A fixed list of sealed episodes; training and labelling read nothing else.
 *
 * @param task what the round is for; the episodes know their own, which in pre-training are several
 */
public record Snapshot(SnapshotId id, TaskId task, List<Entry> episodes) {
    public Snapshot {
        episodes = List.copyOf(episodes);
    }

    /** One episode, and the digest that it must still have. */
    public record Entry(EpisodeId episode, String file, String sha256) {}
}

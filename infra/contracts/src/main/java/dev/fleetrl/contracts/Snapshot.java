package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

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

    /**
     * One episode, and the digest that it must still have.
     *
     * @param outcome what counts in place of the outcome in the file, where people have relabelled it since, or
     *     confirmed a critic's
     */
    public record Entry(
            EpisodeId episode,
            String file,
            String sha256,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Outcome> outcome) {
        /** One that is judged as its file says. */
        public Entry(EpisodeId episode, String file, String sha256) {
            this(episode, file, sha256, Optional.empty());
        }

        /** Of an episode as it is now. */
        public static Entry of(EpisodeManifest manifest) {
            Ending ending = manifest.ending();
            boolean relabelled = ending.reason().equals(Ending.RELABELLED);
            return new Entry(
                    manifest.episode(),
                    manifest.file(),
                    manifest.sha256(),
                    relabelled ? Optional.of(ending.outcome()) : Optional.empty());
        }
    }
}

package dev.fleetrl.policy.data;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.chunk.ChunkTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Episodes in memory, as a trainer needs them.
 *
 * @param episodes the steps of each, in order
 * @param tasks of each episode
 */
public record TrainingSet(ObservationSet observations, List<List<TrainingStep>> episodes, List<TaskId> tasks) {
    private static final TaskId ONE = new TaskId("one");

    public TrainingSet {
        episodes = episodes.stream().map(List::copyOf).toList();
        tasks = List.copyOf(tasks);
        if (tasks.size() != episodes.size()) {
            throw new IllegalArgumentException(episodes.size() + " episodes are of " + tasks.size() + " tasks");
        }
    }

    /** Episodes of one task. */
    public TrainingSet(ObservationSet observations, List<List<TrainingStep>> episodes) {
        this(observations, episodes, Collections.nCopies(episodes.size(), ONE));
    }

    /** The chunk that begins at a step of an episode. */
    public ChunkTarget chunk(int episode, int step, int horizon) {
        List<TrainingStep> rest =
                episodes.get(episode).subList(step, episodes.get(episode).size());
        boolean succeeded = rest.get(0).origin().succeeded();
        return ChunkTarget.of(rest.stream().map(TrainingStep::acted), horizon, succeeded);
    }

    /** Scales over the chunks of these starts. */
    public ActionNormalisation normalisation(List<Start> starts, int horizon, int actionSize) {
        List<ChunkTarget> targets = new ArrayList<>();
        starts.forEach(start -> targets.add(chunk(start.episode(), start.step(), horizon)));
        return ActionNormalisation.fit(horizon, actionSize, targets);
    }

    public TaskId task(Start start) {
        return tasks.get(start.episode());
    }

    public TrainingStep step(Start start) {
        return episodes.get(start.episode()).get(start.step());
    }

    public boolean hasStep(Predicate<TrainingStep> wanted) {
        return episodes.stream().flatMap(List::stream).anyMatch(wanted);
    }

    /** Where a chunk can begin. */
    public record Start(int episode, int step) {}
}

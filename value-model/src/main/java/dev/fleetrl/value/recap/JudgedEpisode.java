package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.SealedEpisode;
import java.util.List;

/**
 * What labelling needs of one episode that ended in success or failure, but its values.
 *
 * @param timeLimitSteps of the task when it was recorded
 * @param stalled whether nothing moved on around a step, see {@link Stalls}; as many as sources
 */
public record JudgedEpisode(
        EpisodeId id,
        TaskId task,
        CollectionId collection,
        int hz,
        int timeLimitSteps,
        boolean success,
        List<ActionSource> sources,
        List<Boolean> stalled) {
    public JudgedEpisode {
        sources = List.copyOf(sources);
        stalled = List.copyOf(stalled);
        if (stalled.size() != sources.size()) {
            throw new IllegalArgumentException("episode " + id + " has " + sources.size() + " steps but "
                    + stalled.size() + " words on whether they stall");
        }
    }

    public static JudgedEpisode of(SealedEpisode episode) {
        return new JudgedEpisode(
                episode.manifest().episode(),
                episode.manifest().plan().task(),
                episode.manifest().plan().collection(),
                episode.manifest().hz(),
                episode.manifest().timeLimitSteps(),
                episode.isSuccess(),
                episode.steps().stream().map(Step::source).toList(),
                Stalls.of(episode.steps(), episode.manifest().hz()));
    }

    public int steps() {
        return sources.size();
    }

    /** Whether somebody showed the task, rather than a policy practising it. */
    public boolean isDemonstration() {
        return sources.stream().anyMatch(ActionSource.Demonstration.class::isInstance);
    }
}

package dev.fleetrl.local.effort;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.local.fleet.ScriptedOperator;
import java.util.List;
import java.util.function.Function;

/**
 * People's work on so many episodes of one kind.
 *
 * @param time of all of them
 */
public record OperatorWork(int episodes, OperatorTime time) {
    private static final double MILLIS = 1e3;

    public OperatorWork {
        if (episodes < 1) {
            throw new IllegalArgumentException("no episodes, no work");
        }
    }

    /**
     * Adds up their people's time.
     *
     * @param steps of an episode; pictures are not looked at
     */
    public static OperatorWork of(List<EpisodeManifest> episodes, Function<EpisodeManifest, List<Step>> steps) {
        OperatorTime time = episodes.stream()
                .map(episode -> time(episode, steps))
                .reduce(new OperatorTime(0, 0), OperatorTime::plus);
        return new OperatorWork(episodes.size(), time);
    }

    private static OperatorTime time(EpisodeManifest episode, Function<EpisodeManifest, List<Step>> steps) {
        double seconds = episode.durationMillis() / MILLIS;
        return episode.plan().driver() instanceof ActionSource.Demonstration
                ? OperatorTime.ofDemonstration(seconds)
                : OperatorTime.ofPractice(
                        steps.apply(episode), episode.hz(), seconds, ScriptedOperator.looksAfter(episode.plan()));
    }

    /**
     * How many episodes of this kind people could have done in that time, rounded up: a control must not be owed anything.
     *
     * @param spentSeconds of people's time on something else
     */
    public int affordable(double spentSeconds) {
        return (int) Math.ceil(spentSeconds / (time.seconds() / episodes));
    }
}

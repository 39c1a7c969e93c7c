package dev.fleetrl.local.effort;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.local.fleet.ScriptedOperator;
import java.util.List;
import java.util.function.Function;

/**
 * People's work on episodes of one kind.
 *
 * @param each of the episodes
 */
public record OperatorWork(List<OperatorTime> each) {
    private static final double MILLIS = 1e3;

    public OperatorWork {
        if (each.isEmpty()) {
            throw new IllegalArgumentException("no episodes, no work");
        }
        each = List.copyOf(each);
    }

    /**
     * Adds up their people's time.
     *
     * @param steps of an episode; pictures are not looked at
     */
    public static OperatorWork of(List<EpisodeManifest> episodes, Function<EpisodeManifest, List<Step>> steps) {
        return new OperatorWork(
                episodes.stream().map(episode -> time(episode, steps)).toList());
    }

    /** Of all of them. */
    public OperatorTime time() {
        return each.stream().reduce(new OperatorTime(0, 0), OperatorTime::plus);
    }

    /** The same where the cell lays out its scenes by itself. */
    public OperatorWork withoutResets() {
        return new OperatorWork(each.stream().map(OperatorTime::withoutReset).toList());
    }

    private static OperatorTime time(EpisodeManifest episode, Function<EpisodeManifest, List<Step>> steps) {
        double seconds = episode.durationMillis() / MILLIS;
        return episode.plan().driver() instanceof ActionSource.Demonstration
                ? OperatorTime.ofDemonstration(seconds)
                : OperatorTime.ofPractice(
                        steps.apply(episode), episode.hz(), seconds, ScriptedOperator.looksAfter(episode.plan()));
    }

    /**
     * How many episodes of this kind people could have done in that time, rounded up: a control must not be owed anything. So
     * the median counts where it is less than the mean, for one episode that went wrong is not what the next ones take.
     *
     * @param spentSeconds of people's time on something else
     */
    public int affordable(double spentSeconds) {
        double[] sorted =
                each.stream().mapToDouble(OperatorTime::seconds).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return (int) Math.ceil(spentSeconds / Math.min(median, time().seconds() / sorted.length));
    }
}

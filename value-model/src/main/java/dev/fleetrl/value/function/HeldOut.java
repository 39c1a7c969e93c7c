package dev.fleetrl.value.function;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.evaluation.RankCorrelation;
import dev.fleetrl.value.function.EpisodeFrames.Range;
import dev.fleetrl.value.recap.ValueBins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How well predicted distributions know the returns that came, over episodes that were not trained on. */
final class HeldOut {
    private final ValueBins bins;
    private final List<Scored> episodes;

    /**
     * An episode and what was predicted of each of its steps in which somebody acted.
     *
     * @param returns g_t; shape [T]
     * @param distributions p of each step
     */
    record Scored(Range episode, Vec returns, List<Vec> distributions) {}

    HeldOut(ValueBins bins, List<Scored> episodes) {
        this.bins = bins;
        this.episodes = List.copyOf(episodes);
    }

    List<Scored> episodes() {
        return episodes;
    }

    ValueBins bins() {
        return bins;
    }

    OptionalDouble nll() {
        return episodes.stream()
                .flatMapToDouble(scored -> IntStream.range(0, scored.returns().size())
                        .mapToDouble(t -> bins.crossEntropy(
                                scored.returns().at(t), scored.distributions().get(t))))
                .average();
    }

    OptionalDouble meanAbsoluteError() {
        double[] values = values(episodes);
        double[] returns = returns(episodes);
        return IntStream.range(0, returns.length)
                .mapToDouble(i -> Math.abs(values[i] - returns[i]))
                .average();
    }

    /** The mean over tasks, since to know which task it is is not to know how it goes. */
    double spearman() {
        Map<TaskId, List<Scored>> byTask = episodes.stream()
                .collect(Collectors.groupingBy(
                        scored -> scored.episode().manifest().plan().task()));
        return byTask.values().stream()
                .mapToDouble(own -> RankCorrelation.of(values(own), returns(own)))
                .average()
                .orElse(0);
    }

    /** Mean V of the episodes that ended so. */
    OptionalDouble meanValue(boolean success) {
        List<Scored> ended = episodes.stream()
                .filter(scored -> scored.episode().success() == success)
                .toList();
        return Arrays.stream(values(ended)).average();
    }

    private double[] values(List<Scored> some) {
        return some.stream()
                .flatMap(scored -> scored.distributions().stream())
                .mapToDouble(bins::mean)
                .toArray();
    }

    private static double[] returns(List<Scored> some) {
        return some.stream()
                .flatMapToDouble(scored -> IntStream.range(0, scored.returns().size())
                        .mapToDouble(t -> scored.returns().at(t)))
                .toArray();
    }
}

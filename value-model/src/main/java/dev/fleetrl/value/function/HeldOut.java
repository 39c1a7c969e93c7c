package dev.fleetrl.value.function;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.evaluation.RankCorrelation;
import dev.fleetrl.value.function.EpisodeFrames.Range;
import dev.fleetrl.value.recap.ValueBins;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How well predicted distributions know the returns that came, over episodes that were not trained on. */
final class HeldOut {
    private final ValueBins bins;
    private final List<Scored> episodes;

    /**
     * An episode and what was predicted of each of its steps.
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
        double[] values = values(any -> true);
        double[] returns = returns();
        return IntStream.range(0, returns.length)
                .mapToDouble(i -> Math.abs(values[i] - returns[i]))
                .average();
    }

    double spearman() {
        return RankCorrelation.of(values(any -> true), returns());
    }

    /** Mean V of the episodes that ended so. */
    OptionalDouble meanValue(boolean success) {
        return Arrays.stream(values(scored -> scored.episode().success() == success))
                .average();
    }

    private double[] values(Predicate<Scored> which) {
        return chosen(which)
                .flatMap(scored -> scored.distributions().stream())
                .mapToDouble(bins::mean)
                .toArray();
    }

    private double[] returns() {
        return chosen(any -> true)
                .flatMapToDouble(scored -> IntStream.range(0, scored.returns().size())
                        .mapToDouble(t -> scored.returns().at(t)))
                .toArray();
    }

    private Stream<Scored> chosen(Predicate<Scored> which) {
        return episodes.stream().filter(which);
    }
}

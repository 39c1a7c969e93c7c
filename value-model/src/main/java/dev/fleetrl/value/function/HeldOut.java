package dev.fleetrl.value.function;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.evaluation.RankCorrelation;
import dev.fleetrl.value.recap.ValueBins;
import java.util.List;
import java.util.stream.IntStream;

/** How well predicted distributions know the returns that came. */
final class HeldOut {
    private final ValueBins bins;
    private final double[] returns;
    private final List<Vec> distributions;

    HeldOut(ValueBins bins, double[] returns, List<Vec> distributions) {
        this.bins = bins;
        this.returns = returns;
        this.distributions = distributions;
    }

    double nll() {
        return IntStream.range(0, returns.length)
                .mapToDouble(i -> bins.crossEntropy(returns[i], distributions.get(i)))
                .average()
                .orElseThrow();
    }

    double meanAbsoluteError() {
        double[] values = values();
        return IntStream.range(0, returns.length)
                .mapToDouble(i -> Math.abs(values[i] - returns[i]))
                .average()
                .orElseThrow();
    }

    double spearman() {
        return RankCorrelation.of(values(), returns);
    }

    private double[] values() {
        return distributions.stream().mapToDouble(bins::mean).toArray();
    }
}

package dev.fleetrl.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Forecasts in bins of about equal count, by the rank of their probability, so that the order of the forecasts does not matter. */
final class EqualMassBins {
    private EqualMassBins() {}

    /** Non-empty bins in ascending order of probability: {@code bin = ⌊bins (midrank - ½) / n⌋}. */
    static List<List<Forecast>> of(List<Forecast> forecasts, int bins) {
        int n = forecasts.size();
        if (bins < 1 || n < bins) {
            throw new IllegalArgumentException(
                    n + " forecasts do not fill " + bins + " bins: collect more or use fewer");
        }
        double[] ranks = MidRanks.of(
                forecasts.stream().mapToDouble(Forecast::probability).toArray());
        List<List<Forecast>> all = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            all.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            all.get((int) (bins * (ranks[i] - 0.5) / n)).add(forecasts.get(i));
        }
        return all.stream().filter(bin -> !bin.isEmpty()).toList();
    }
}

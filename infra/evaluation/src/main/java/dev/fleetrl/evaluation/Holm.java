package dev.fleetrl.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's correction for several tasks or metrics in one report: keeps the chance of any false claim below α. */
public final class Holm {
    private Holm() {}

    /** Adjusted p-values, in the order given: {@code p̃_(i) = max_{j ≤ i} min(1, (m - j + 1) p_(j))}; claim where {@code p̃ ≤ α}. */
    public static List<Double> adjusted(List<Double> pValues) {
        int m = pValues.size();
        List<Integer> ascending = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        List<Double> adjusted = new ArrayList<>(pValues);
        double largest = 0;
        for (int rank = 0; rank < m; rank++) {
            double p = pValues.get(ascending.get(rank));
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("not a p-value: " + p);
            }
            largest = Math.max(largest, Math.min(1, (m - rank) * p));
            adjusted.set(ascending.get(rank), largest);
        }
        return List.copyOf(adjusted);
    }
}

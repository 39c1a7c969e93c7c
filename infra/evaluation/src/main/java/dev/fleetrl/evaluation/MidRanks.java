package dev.fleetrl.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Ranks from 1; ties share the mean of theirs. */
final class MidRanks {
    private MidRanks() {}

    static double[] of(double[] values) {
        Integer[] ascending = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(ascending, (i, j) -> Double.compare(values[i], values[j]));
        double[] ranks = new double[values.length];
        for (int first = 0; first < ascending.length; ) {
            int last = first;
            while (last + 1 < ascending.length && values[ascending[last + 1]] == values[ascending[first]]) {
                last++;
            }
            for (int i = first; i <= last; i++) {
                ranks[ascending[i]] = (first + last) / 2.0 + 1;
            }
            first = last + 1;
        }
        return ranks;
    }
}

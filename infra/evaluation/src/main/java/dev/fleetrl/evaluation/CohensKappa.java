package dev.fleetrl.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far two raters agree beyond what chance would have them agree (Cohen, 1960):
 *
 * <pre>κ = (p_o − p_e) / (1 − p_e)</pre>
 *
 * @param n how many things both have rated
 * @param agreed how many of them alike
 * @param expected p_e: the share that two raters with these habits, who look at nothing, would rate alike
 */
public record CohensKappa(int n, int agreed, double expected) {
    /** What the two say of one thing. */
    public record Pair<T>(T first, T second) {}

    public static <T> CohensKappa of(List<Pair<T>> pairs) {
        Map<T, Integer> first = new HashMap<>();
        Map<T, Integer> second = new HashMap<>();
        int agreed = 0;
        for (Pair<T> pair : pairs) {
            first.merge(pair.first(), 1, Integer::sum);
            second.merge(pair.second(), 1, Integer::sum);
            agreed += pair.first().equals(pair.second()) ? 1 : 0;
        }
        double n = pairs.size();
        double expected = first.entrySet().stream()
                .mapToDouble(said -> said.getValue() / n * second.getOrDefault(said.getKey(), 0) / n)
                .sum();
        return new CohensKappa(pairs.size(), agreed, expected);
    }

    /** 1 is agreement, 0 chance; empty where nothing was rated twice, or all alike, of which κ says nothing. */
    public Optional<Double> value() {
        return n == 0 || expected >= 1
                ? Optional.empty()
                : Optional.of(((double) agreed / n - expected) / (1 - expected));
    }
}

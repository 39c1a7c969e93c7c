package dev.fleetrl.controller.allocation.operators;

import java.util.List;
import java.util.stream.Stream;

/**
 * A need with its score.
 *
 * @param score compared from left to right, higher first
 * @param reason what decided, for a person and for the log, such as {@code risk 0.71}
 */
public record Ranked(Need need, List<Double> score, String reason) implements Comparable<Ranked> {
    public Ranked {
        score = List.copyOf(score);
    }

    /** The same with something that counts before all else. */
    Ranked first(double key) {
        return new Ranked(need, Stream.concat(Stream.of(key), score.stream()).toList(), reason);
    }

    /** Higher scores come first; of equal ones who waits longer, and then by name, so that the order is always the same. */
    @Override
    public int compareTo(Ranked other) {
        for (int i = 0; i < Math.min(score.size(), other.score.size()); i++) {
            int order = Double.compare(other.score.get(i), score.get(i));
            if (order != 0) {
                return order;
            }
        }
        int order = Long.compare(need.sinceMillis(), other.need.sinceMillis());
        return order != 0
                ? order
                : need.robot().value().compareTo(other.need.robot().value());
    }
}

package dev.fleetrl.contracts;

import java.util.Optional;

/**
 * One number that a benchmark measured, in the form in which all benchmarks report.
 *
 * @param target what it should be, in the same unit; absent where the number is for information
 * @param met whether it is
 */
public record Figure(String metric, double value, String unit, Optional<Double> target, Optional<Boolean> met) {
    /** A cost: the less the better. */
    public static Figure atMost(String metric, double value, String unit, double target) {
        return new Figure(metric, value, unit, Optional.of(target), Optional.of(value <= target));
    }

    /** A yield: the more the better. */
    public static Figure atLeast(String metric, double value, String unit, double target) {
        return new Figure(metric, value, unit, Optional.of(target), Optional.of(value >= target));
    }

    /** A number without a target. */
    public static Figure ofNote(String metric, double value, String unit) {
        return new Figure(metric, value, unit, Optional.empty(), Optional.empty());
    }
}

package dev.fleetrl.evaluation;

import java.util.OptionalDouble;

/**
 * Precision and recall of alarms.
 *
 * @param hits alarms that were right
 * @param alarms raised
 * @param failures of all episodes
 */
public record AlarmQuality(int hits, int alarms, int failures) {
    /** Absent without an alarm. */
    public OptionalDouble precision() {
        return share(hits, alarms);
    }

    /** Absent without a failure. */
    public OptionalDouble recall() {
        return share(hits, failures);
    }

    public Interval precisionInterval() {
        return WilsonInterval.of(hits, alarms);
    }

    public Interval recallInterval() {
        return WilsonInterval.of(hits, failures);
    }

    private static OptionalDouble share(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}

package dev.fleetrl.policy.serving;

import java.util.Arrays;

/** Counts of one server since its start, and the latest latencies. Owned by one event loop. */
final class ServingStatistics {
    private static final int REMEMBERED = 512;

    private final double[] latestMillis = new double[REMEMBERED];
    private long answered;
    private long refused;
    private long late;
    private long turnedAway;
    private long batches;
    private long batched;

    void answered(PolicyAnswer answer, long nanos, boolean isLate) {
        latestMillis[(int) (answered % REMEMBERED)] = nanos / 1e6;
        answered++;
        refused += answer instanceof PolicyAnswer.Chunk ? 0 : 1;
        late += isLate ? 1 : 0;
    }

    void turnedAway() {
        turnedAway++;
    }

    void ran(int size) {
        batches++;
        batched += size;
    }

    /**
     * As people and dashboards read it.
     *
     * @param refused questions that could not be answered, of those that were answered
     * @param late answers after their deadline, in spite of the estimate
     * @param turnedAway questions that there was no time for
     * @param meanBatch questions a batch
     */
    record Summary(
            long answered,
            long refused,
            long late,
            long turnedAway,
            double meanBatch,
            double p50Millis,
            double p99Millis) {}

    Summary summary() {
        double[] sorted = Arrays.copyOf(latestMillis, (int) Math.min(answered, REMEMBERED));
        Arrays.sort(sorted);
        double meanBatch = batches == 0 ? 0 : (double) batched / batches;
        return new Summary(
                answered, refused, late, turnedAway, meanBatch, quantile(sorted, 0.5), quantile(sorted, 0.99));
    }

    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
    }
}

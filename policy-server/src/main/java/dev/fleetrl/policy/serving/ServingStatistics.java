package dev.fleetrl.policy.serving;

import java.util.Arrays;

/** Counts of one server since its start, and the latest latencies. Owned by one event loop. */
final class ServingStatistics {
    private static final int REMEMBERED = 512;

    private final double[] latestMillis = new double[REMEMBERED];
    private long answered;
    private long refused;
    private long batches;
    private long batched;

    void answered(PolicyAnswer answer, long nanos) {
        latestMillis[(int) (answered % REMEMBERED)] = nanos / 1e6;
        answered++;
        refused += answer instanceof PolicyAnswer.Refused ? 1 : 0;
    }

    void ran(int size) {
        batches++;
        batched += size;
    }

    /**
     * As people and dashboards read it.
     *
     * @param meanBatch questions a batch
     */
    record Summary(long answered, long refused, double meanBatch, double p50Millis, double p99Millis) {}

    Summary summary() {
        double[] sorted = Arrays.copyOf(latestMillis, (int) Math.min(answered, REMEMBERED));
        Arrays.sort(sorted);
        double meanBatch = batches == 0 ? 0 : (double) batched / batches;
        return new Summary(answered, refused, meanBatch, quantile(sorted, 0.5), quantile(sorted, 0.99));
    }

    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
    }
}

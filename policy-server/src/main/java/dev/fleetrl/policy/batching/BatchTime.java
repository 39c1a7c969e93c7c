package dev.fleetrl.policy.batching;

/**
 * How long a batch takes, by its size: measured at warm-up, then an exponential moving average and the mean deviation from it, as
 * TCP reckons its round trips (Jacobson 1988). Batches are filled up to a power of two, so sizes with the same one take the same
 * time.
 */
public final class BatchTime {
    /** Of the newest batch in the average: about the last ten count. */
    private static final double NEWEST = 0.2;

    /** A batch that was held up by chance counts as so many times the average at most. */
    private static final double MOST = 3;

    /** Deviations on top of the average. */
    private static final double MARGIN = 2;

    private static final int SIZES = 16;

    /** By the power of two, nanoseconds; 0 where no batch of the size was seen. */
    private final double[] averages = new double[SIZES];

    private final double[] deviations = new double[SIZES];

    /** The size with which a batch goes through the network: the next power of two. */
    public static int padded(int size) {
        return size <= 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    /** What is known so far, to be learned on by itself. */
    public BatchTime copy() {
        BatchTime copy = new BatchTime();
        System.arraycopy(averages, 0, copy.averages, 0, SIZES);
        System.arraycopy(deviations, 0, copy.deviations, 0, SIZES);
        return copy;
    }

    private static int index(int size) {
        return Math.min(SIZES - 1, Integer.numberOfTrailingZeros(padded(size)));
    }

    /** A batch of that size took so long. */
    public void learn(int size, long nanos) {
        int i = index(size);
        if (averages[i] == 0) {
            averages[i] = nanos;
            return;
        }
        double off = Math.min((double) nanos, MOST * averages[i]) - averages[i];
        deviations[i] += NEWEST * (Math.abs(off) - deviations[i]);
        averages[i] += NEWEST * off;
    }

    /** Nanoseconds; of a size that was not seen yet, as much as a larger one, or in proportion to a smaller one. 0 means unknown. */
    public long expect(int size) {
        return reckon(size, 0);
    }

    /** The same with a margin. */
    public long expectAtMost(int size) {
        return reckon(size, MARGIN);
    }

    private long reckon(int size, double margin) {
        int wanted = index(size);
        for (int i = wanted; i < SIZES; i++) {
            if (averages[i] > 0) {
                return (long) (averages[i] + margin * deviations[i]);
            }
        }
        for (int i = wanted - 1; i >= 0; i--) {
            if (averages[i] > 0) {
                return (long) ((averages[i] + margin * deviations[i]) * (1 << (wanted - i)));
            }
        }
        return 0;
    }
}

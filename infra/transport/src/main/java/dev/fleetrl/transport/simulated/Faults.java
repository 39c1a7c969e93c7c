package dev.fleetrl.transport.simulated;

/**
 * What goes wrong on the way, and how often. Each fault hits only what the real brokers let it hit: nothing is reordered
 * on one connection, and what is promised at least once is not lost while the connection holds.
 *
 * @param loss probability that a message that may be lost is lost
 * @param duplication probability that a message that is promised at least once comes twice
 * @param disconnection probability that a client's connection breaks as it publishes
 * @param maxDelayNanos of one message, one way; at least 1
 * @param maxAwayNanos how long a broken connection stays away; at least 1
 */
public record Faults(double loss, double duplication, double disconnection, long maxDelayNanos, long maxAwayNanos) {
    public static final Faults NONE = new Faults(0, 0, 0, 1, 1);

    public Faults {
        if (maxDelayNanos < 1 || maxAwayNanos < 1) {
            throw new IllegalArgumentException("a delay must be at least 1 ns");
        }
    }

    public static Faults delaysUpTo(long nanos) {
        return new Faults(0, 0, 0, nanos, 1);
    }
}

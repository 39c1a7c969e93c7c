package dev.fleetrl.robot.arm.ros;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * How far another clock is ahead of ours, from messages that carry its time: the least delay of the last half minute is
 * taken for the way alone (NTP's clock filter, RFC 5905, sec. 10). It cannot be told from a way that is always slow.
 */
final class ClockOffset {
    private static final long WINDOW_NANOS = 30_000_000_000L;
    private static final long SLOT_NANOS = 1_000_000_000L;

    /** The least of each second, oldest first. */
    private final Deque<Least> seconds = new ArrayDeque<>();

    private record Least(long second, long nanos) {}

    /**
     * Hears a message.
     *
     * @param saidNanos by the other clock
     * @param heardNanos by ours
     */
    synchronized void hear(long saidNanos, long heardNanos) {
        long second = Math.floorDiv(heardNanos, SLOT_NANOS);
        long delay = heardNanos - saidNanos;
        Least last = seconds.peekLast();
        if (last != null && last.second == second) {
            seconds.removeLast();
            delay = Math.min(delay, last.nanos);
        }
        seconds.addLast(new Least(second, delay));
        while (heardNanos - seconds.getFirst().second * SLOT_NANOS > WINDOW_NANOS) {
            seconds.removeFirst();
        }
    }

    /** Hears a message, and answers how much longer it was under way than the fastest of late, ns; 0 of one without a time. */
    synchronized long late(long saidNanos, long heardNanos) {
        if (saidNanos == 0) {
            return 0;
        }
        hear(saidNanos, heardNanos);
        return heardNanos - saidNanos - nanos().orElse(0);
    }

    /** Our time minus the other's, ns, the shortest way included; none before anything was heard. */
    synchronized OptionalLong nanos() {
        return seconds.stream().mapToLong(Least::nanos).min();
    }
}

package dev.fleetrl.robot;

/** When the next tick is due: at a fixed rate, faster than life for a simulation, or at once. */
final class Pacer {
    static final long TICK_NANOS = 20_000_000L;

    /** How soon to look again for an answer that a step waits for. */
    private static final long WAIT_NANOS = 500_000L;

    /** A loop that is later than this gives the lost ticks up instead of hurrying through them. */
    private static final int MAX_TICKS_LATE = 5;

    private long dueNanos;
    private long overruns;

    /** Nanoseconds until the next tick. */
    long untilNext(long nowNanos, double pace) {
        if (pace == 0) {
            dueNanos = nowNanos;
            return 0;
        }
        long period = (long) (TICK_NANOS / pace);
        dueNanos += period;
        if (dueNanos < nowNanos - MAX_TICKS_LATE * period || dueNanos > nowNanos + period) {
            overruns += dueNanos < nowNanos ? 1 : 0;
            dueNanos = nowNanos + period;
        }
        return Math.max(0, dueNanos - nowNanos);
    }

    /** Nanoseconds until the step that waits may be tried again; its tick begins when it can. */
    long waiting(long nowNanos) {
        dueNanos = nowNanos + WAIT_NANOS;
        return WAIT_NANOS;
    }

    /** How often the loop was too late to catch up. */
    long overruns() {
        return overruns;
    }
}

package dev.fleetrl.robot;

import dev.fleetrl.contracts.Command;

/** Who wants pictures: people who watch, and walls of robots, which ask for one picture at a time. On the control thread. */
final class Audience {
    private static final long MILLI = 1_000_000L;

    /** A watch of less is a glance. */
    private static final long SHORTEST_LIVE_MILLIS = 500;

    /** A wall glances again before this is over, so that what a robot says of its recording does not flicker. */
    private static final long GLANCED_AT_NANOS = 1_500 * MILLI;

    private long liveUntilNanos = Long.MIN_VALUE;
    private long glanceUntilNanos = Long.MIN_VALUE;
    private long glancedUntilNanos = Long.MIN_VALUE;
    private boolean owesGlance;

    /** The life of the command counts from its receipt: the sender's clock need not agree with the robot's. */
    void hear(Command.Header watch, long nowNanos) {
        long lifeMillis = Math.max(0, watch.expiresAtMillis() - watch.issuedAtMillis());
        long untilNanos = nowNanos + lifeMillis * MILLI;
        if (lifeMillis >= SHORTEST_LIVE_MILLIS) {
            liveUntilNanos = untilNanos;
        } else {
            glanceUntilNanos = untilNanos;
            glancedUntilNanos = nowNanos + GLANCED_AT_NANOS;
            owesGlance = true;
        }
    }

    /** Whether people look on. */
    boolean isThere(long nowNanos) {
        return isLive(nowNanos) || nowNanos < glancedUntilNanos;
    }

    /** Whether they want all that the cameras see. */
    boolean isLive(long nowNanos) {
        return nowNanos < liveUntilNanos;
    }

    /** Whether one picture is owed; it is the caller's to send then. */
    boolean takeGlance(long nowNanos) {
        boolean owed = owesGlance && nowNanos < glanceUntilNanos;
        owesGlance = false;
        return owed;
    }
}

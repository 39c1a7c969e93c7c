package dev.fleetrl.policy.remote;

import java.util.concurrent.TimeUnit;

/** When a server that was not there is tried again: after twice as long each time, up to half a minute. Reads no clock. */
final class Backoff {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private long pauseNanos;
    private long failedNanos;
    private long succeededNanos;
    private boolean hasSucceeded;

    /** How long nobody is to try yet; 0 where one may. */
    synchronized long leftNanos(long nowNanos) {
        return pauseNanos == 0 ? 0 : Math.max(0, pauseNanos - (nowNanos - failedNanos));
    }

    /**
     * Those who failed together count once, and not at all where another one succeeded meanwhile.
     *
     * @param askedNanos when the question was sent that failed
     * @return whether the server seems to be away
     */
    synchronized boolean failed(long askedNanos, long nowNanos) {
        if (hasSucceeded && succeededNanos - askedNanos > 0) {
            return false;
        }
        if (leftNanos(nowNanos) == 0) {
            pauseNanos = pauseNanos == 0 ? FIRST_NANOS : Math.min(LONGEST_NANOS, 2 * pauseNanos);
            failedNanos = nowNanos;
        }
        return true;
    }

    synchronized void succeeded(long nowNanos) {
        pauseNanos = 0;
        succeededNanos = nowNanos;
        hasSucceeded = true;
    }
}

package dev.fleetrl.robot.uplink;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Step;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of what is recorded may go up now: what a second allows, and no more than that much at once. A record is never cut, so
 * one that is larger than a second's share goes, and the next ones wait for it.
 */
final class Bandwidth {
    private static final double SECOND = 1e9;

    /** About what a record takes beside its pictures. */
    private static final int RECORD_BYTES = 500;

    private final int bytesPerSecond;
    private double left;
    private long sinceNanos;

    /** @param bytesPerSecond 0 is as much as the network takes */
    Bandwidth(int bytesPerSecond, long nowNanos) {
        this.bytesPerSecond = bytesPerSecond;
        left = bytesPerSecond;
        sinceNanos = nowNanos;
    }

    /** Whether anything may go now. */
    boolean isFree(long nowNanos) {
        left = Math.min(bytesPerSecond, left + (nowNanos - sinceNanos) / SECOND * bytesPerSecond);
        sinceNanos = nowNanos;
        return bytesPerSecond == 0 || left > 0;
    }

    void take(EpisodeEvent event) {
        left -= bytes(event);
    }

    private static long bytes(EpisodeEvent event) {
        return event instanceof EpisodeEvent.Stepped stepped ? RECORD_BYTES + pictures(stepped.step()) : RECORD_BYTES;
    }

    private static long pictures(Step step) {
        List<Frame> seen = step.observation().frames();
        return Stream.concat(seen.stream(), step.review().stream())
                .mapToLong(frame -> frame.jpeg().size())
                .sum();
    }
}

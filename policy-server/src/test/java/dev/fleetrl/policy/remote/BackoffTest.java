package dev.fleetrl.policy.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long HALF = TimeUnit.MILLISECONDS.toNanos(500);
    private final Backoff backoff = new Backoff();

    @Test
    void waitsTwiceAsLongEachTimeUpToHalfAMinute() {
        long now = -5;
        long pause = HALF;
        for (int i = 0; i < 10; i++) {
            assertThat(backoff.leftNanos(now)).isZero();
            backoff.failed(now);
            assertThat(backoff.leftNanos(now)).isEqualTo(Math.min(pause, TimeUnit.SECONDS.toNanos(30)));
            now += backoff.leftNanos(now);
            pause *= 2;
        }
    }

    @Test
    void countsThoseWhoFailTogetherOnce() {
        backoff.failed(0);
        backoff.failed(1);

        assertThat(backoff.leftNanos(HALF)).isZero();
    }

    @Test
    void forgetsOnceItSucceeded() {
        backoff.failed(0);
        backoff.succeeded();

        assertThat(backoff.leftNanos(1)).isZero();
    }
}

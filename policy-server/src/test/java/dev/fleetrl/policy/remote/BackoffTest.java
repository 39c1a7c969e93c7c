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
            assertThat(backoff.failed(now, now)).isTrue();
            assertThat(backoff.leftNanos(now)).isEqualTo(Math.min(pause, TimeUnit.SECONDS.toNanos(30)));
            now += backoff.leftNanos(now);
            pause *= 2;
        }
    }

    @Test
    void countsThoseWhoFailTogetherOnce() {
        assertThat(backoff.failed(0, 0)).isTrue();
        assertThat(backoff.failed(0, 1)).isTrue();

        assertThat(backoff.leftNanos(HALF)).isZero();
    }

    @Test
    void forgetsOnceItSucceeded() {
        assertThat(backoff.failed(0, 0)).isTrue();
        backoff.succeeded(0);

        assertThat(backoff.leftNanos(1)).isZero();
    }

    /** It was busy with one question, and is there. */
    @Test
    void countsNobodyWhoFailedWhileAnotherSucceeded() {
        backoff.succeeded(5);

        assertThat(backoff.failed(4, 6)).isFalse();
        assertThat(backoff.leftNanos(6)).isZero();
        assertThat(backoff.failed(6, 7)).isTrue();
    }
}

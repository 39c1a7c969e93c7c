package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on other threads, and no longer than for it. */
final class Deadline {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Deadline() {}

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting after " + LIMIT).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}

package dev.fleetrl.robot;

import java.util.function.LongSupplier;

/**
 * The time, real or virtual.
 *
 * @param nanos monotonic; for what must happen in time
 * @param millis since 1970; for what people read and for the expiry of commands
 */
public record RobotClock(LongSupplier nanos, LongSupplier millis) {
    public static RobotClock system() {
        return new RobotClock(System::nanoTime, System::currentTimeMillis);
    }

    long nowNanos() {
        return nanos.getAsLong();
    }

    long nowMillis() {
        return millis.getAsLong();
    }
}

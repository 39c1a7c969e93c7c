package dev.fleetrl.robot.ros.message;

/**
 * A time since 1970, by the clock of whoever says it.
 *
 * @param nanosec below 1,000,000,000
 */
@RosName("builtin_interfaces/msg/Time")
public record Time(int sec, int nanosec) {
    private static final long SECOND = 1_000_000_000L;

    public static Time ofNanos(long nanos) {
        return new Time((int) Math.floorDiv(nanos, SECOND), (int) Math.floorMod(nanos, SECOND));
    }

    public long nanos() {
        return sec * SECOND + nanosec;
    }
}

package dev.fleetrl.robot.ros.message;

/**
 * A length of time.
 *
 * @param nanosec below 1,000,000,000
 */
@RosName("builtin_interfaces/msg/Duration")
public record Duration(int sec, int nanosec) {
    private static final long SECOND = 1_000_000_000L;

    public static Duration ofNanos(long nanos) {
        return new Duration((int) Math.floorDiv(nanos, SECOND), (int) Math.floorMod(nanos, SECOND));
    }

    public long nanos() {
        return sec * SECOND + nanosec;
    }
}

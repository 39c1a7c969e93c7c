package dev.fleetrl.local.study.virtual;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something took of this machine. Beside other work on it, only the processors' time can be compared.
 *
 * @param seconds that passed on the wall
 * @param cpuSeconds of this process, all its threads together
 */
public record Cost(double seconds, double cpuSeconds) {
    private static final double NANOS = 1e9;

    public static Cost now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cost(System.nanoTime() / NANOS, system.getProcessCpuTime() / NANOS);
    }

    /** What was spent since an earlier {@link #now}. */
    public static Cost since(Cost start) {
        return now().minus(start);
    }

    public Cost plus(Cost other) {
        return new Cost(seconds + other.seconds, cpuSeconds + other.cpuSeconds);
    }

    public Cost minus(Cost other) {
        return new Cost(seconds - other.seconds, cpuSeconds - other.cpuSeconds);
    }
}

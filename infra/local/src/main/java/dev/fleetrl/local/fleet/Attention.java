package dev.fleetrl.local.fleet;

import dev.fleetrl.contracts.RobotId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One person looks after several robots but helps one at a time. Safe to use from every robot's thread. */
final class Attention {
    private final AtomicReference<@Nullable RobotId> helping = new AtomicReference<>();

    /** Whether the person is free for this robot, or at it already. */
    boolean claim(RobotId robot) {
        return robot.equals(helping.get()) || helping.compareAndSet(null, robot);
    }

    void release(RobotId robot) {
        if (robot.equals(helping.get())) {
            helping.set(null);
        }
    }
}

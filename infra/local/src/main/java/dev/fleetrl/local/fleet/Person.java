package dev.fleetrl.local.fleet;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A scripted person, who looks after several robots but helps one at a time. Safe to use from every robot's thread. */
public final class Person {
    private final OperatorId id;
    private final AtomicReference<@Nullable Tablet> tablet = new AtomicReference<>();
    private final AtomicReference<@Nullable RobotId> helping = new AtomicReference<>();

    public Person(OperatorId id) {
        this.id = id;
    }

    public OperatorId id() {
        return id;
    }

    public void picksUp(Tablet connected) {
        tablet.set(connected);
    }

    void putsDown() {
        tablet.set(null);
    }

    /** The tablet, while it is connected. */
    Optional<Tablet> tablet() {
        return Optional.ofNullable(tablet.get());
    }

    /** Whether the person is free for this robot, or at it already. */
    boolean turnsTo(RobotId robot) {
        return robot.equals(helping.get()) || helping.compareAndSet(null, robot);
    }

    void turnsAwayFrom(RobotId robot) {
        if (robot.equals(helping.get())) {
            helping.set(null);
        }
    }
}

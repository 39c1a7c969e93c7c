package dev.fleetrl.ui;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.protocol.UiCommand;
import java.util.Optional;

/** One stretch of driving, from the first command that moves to the release. */
final class Drive {
    private static final Vec REST = Vec.of(0, 0, 0, 0, 0, 0);

    private final Person by;
    private final long beganMillis;
    private UiCommand.Teleop last;
    private int commands = 1;

    Drive(Person by, UiCommand.Teleop first, long nowMillis) {
        this.by = by;
        this.last = first;
        this.beganMillis = nowMillis;
    }

    Person by() {
        return by;
    }

    RobotId robot() {
        return last.robot();
    }

    void goOn(UiCommand.Teleop next) {
        last = next;
        commands++;
    }

    UiCommand.Teleop release() {
        return new UiCommand.Teleop(
                last.robot(), last.epoch(), last.sequence() + 1, false, REST, 0, last.ttlMillis(), Optional.empty());
    }

    /** What there is to tell of it. */
    String summary(long nowMillis) {
        return commands + " commands in " + (nowMillis - beganMillis) + " ms";
    }
}

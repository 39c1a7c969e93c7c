package dev.fleetrl.robot;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.control.CommandGuard;
import dev.fleetrl.robot.control.CommandGuard.Guarded;
import dev.fleetrl.robot.control.ToolTarget;

/** The arm as everything else here sees it: nothing reaches the motors but through the guard. */
final class GuardedArm {
    static final double TICK_SECONDS = 0.02;

    private final Arm arm;
    private final CommandGuard guard;

    GuardedArm(Arm arm) {
        this.arm = arm;
        guard = new CommandGuard(arm.model().guard());
    }

    Arm arm() {
        return arm;
    }

    CommandGuard guard() {
        return guard;
    }

    /** Sends the tool as far towards the target as is allowed, and lets the tick pass. */
    Guarded follow(ToolTarget wanted) {
        Guarded guarded = arm.troubles().isEmpty()
                ? guard.check(arm.commanded(), wanted, arm.read().joints(), TICK_SECONDS)
                : guard.refuse(arm.commanded(), CommandGuard.Rule.ARM_TROUBLE);
        if (guarded.isBraked()) {
            arm.hold();
        } else {
            arm.command(guarded.target());
        }
        arm.advance();
        return guarded;
    }

    /** Keeps the pose for a tick. */
    void stay() {
        brake();
        arm.advance();
    }

    /** A step waits for its driver; the arm's own time stands still meanwhile, if it can. */
    void rest() {
        if (arm.troubles().isEmpty()) {
            arm.rest();
        } else {
            arm.hold();
        }
        guard.rest();
    }

    /** Keeps the pose while the arm's own time stands still, if it can. */
    void brake() {
        arm.hold();
        guard.rest();
    }
}

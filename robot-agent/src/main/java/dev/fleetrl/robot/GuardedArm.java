package dev.fleetrl.robot;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.control.CommandGuard;
import dev.fleetrl.robot.control.CommandGuard.Guarded;
import dev.fleetrl.robot.control.CommandGuard.Rule;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.Optional;

/** The arm as everything else here sees it: nothing reaches the motors but through the guard. */
final class GuardedArm {
    static final double TICK_SECONDS = 0.02;

    private final Arm arm;
    private final CommandGuard guard;
    private double part = 1;

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
        Guarded guarded = unfit().map(why -> guard.refuse(arm.commanded(), why))
                .orElseGet(() -> guard.check(arm.commanded(), wanted, arm.read().joints(), TICK_SECONDS));
        if (guarded.isBraked()) {
            brake();
        } else {
            arm.command(guarded.target());
        }
        arm.advance();
        return guarded;
    }

    /** Why nothing may be commanded at all. */
    private Optional<Rule> unfit() {
        if (!arm.troubles().isEmpty()) {
            return Optional.of(Rule.ARM_TROUBLE);
        }
        return arm.behind().map(words -> Rule.TOOL_BEHIND);
    }

    /** Comes to rest, or stays there, for a tick. */
    void stay() {
        brake();
        arm.advance();
    }

    /**
     * A step waits for its driver: the tool goes on to where the guard has let it be sent, and the arm's own time stands still,
     * if it can. Present where the arm was held instead.
     */
    Optional<Guarded> rest() {
        Optional<Rule> why = unfit();
        if (why.isPresent()) {
            arm.hold();
            return why.map(rule -> guard.refuse(arm.commanded(), rule));
        }
        arm.rest();
        guard.rest();
        return Optional.empty();
    }

    /** One tick's part of coming to rest along its way, by the limits, and of staying there. An arm that cannot be trusted stops at once. */
    void brake() {
        Optional<ToolTarget> next = unfit().isPresent()
                ? Optional.empty()
                : guard.brake(arm.commanded(), arm.read().joints(), TICK_SECONDS, part);
        next.ifPresentOrElse(arm::command, this::stop);
        part = 1;
    }

    /** The next tick comes when so much of the one before has passed, 0 to 1. */
    void early(double passed) {
        part = passed;
    }

    /** Stands still at once, however often it is told. */
    void stop() {
        arm.hold();
        guard.rest();
        part = 1;
    }
}

package dev.fleetrl.robot.trace;

import dev.fleetrl.contracts.Observation;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ForwardingArm;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.tracing.Traces;

/** An arm whose looking and moving are timed. */
final class TracedArm extends ForwardingArm {
    private final TracedAction action;

    TracedArm(Arm arm, TracedAction action) {
        super(arm);
        this.action = action;
    }

    @Override
    public Observation observe() {
        long from = Traces.nowEpochNanos();
        Observation seen = arm.observe();
        action.captured(from, Traces.nowEpochNanos());
        return seen;
    }

    @Override
    public void command(ToolTarget target) {
        action.commanded(() -> arm.command(target));
    }
}

package dev.fleetrl.robot;

import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.robot.control.ControlArbiter;

/**
 * A person shows the task, from the start and in their own time: the robot calls for them and holds, nothing is recorded before
 * they move it, and no time limit is theirs. Who then goes away ends the episode as anybody does.
 */
final class PersonDriver implements Driver {
    /** Why it calls. */
    static final String SHOW_THE_TASK = "show-the-task";

    private final ControlArbiter arbiter;
    private final Runnable call;

    PersonDriver(ControlArbiter arbiter, Runnable call) {
        this.arbiter = arbiter;
        this.call = call;
    }

    @Override
    public Drive next(Observation observation, long nowNanos) {
        var unused = arbiter.hold(SHOW_THE_TASK);
        call.run();
        return new Drive.Wait();
    }

    @Override
    public void discard() {}

    @Override
    public boolean isBack(Observation observation, long nowNanos) {
        return false;
    }

    @Override
    public boolean isStillToCome(int steps) {
        ControlMode mode = arbiter.mode();
        return steps == 0 && mode != ControlMode.HUMAN && mode != ControlMode.AUTONOMOUS;
    }

    @Override
    public boolean isPerson() {
        return true;
    }
}

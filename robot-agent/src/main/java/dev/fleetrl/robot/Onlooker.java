package dev.fleetrl.robot;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.simulation.PrivilegedView;
import java.util.function.Supplier;

/** Somebody in the same process who may look at each simulated robot, such as a scripted operator. */
@FunctionalInterface
public interface Onlooker {
    Onlooker NOBODY = (robot, view) -> StepListener.NONE;

    /**
     * Called once a robot, before it starts.
     *
     * @param view how it really goes there; to be asked on the control thread
     */
    StepListener at(RobotId robot, Supplier<PrivilegedView> view);
}

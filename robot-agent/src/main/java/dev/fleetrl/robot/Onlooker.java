package dev.fleetrl.robot;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;

/** Somebody in the same process who may look at each simulated robot, such as a scripted operator. */
@FunctionalInterface
public interface Onlooker {
    Onlooker NOBODY = (robot, arm) -> StepListener.NONE;

    /** Called once a robot, before it starts. */
    StepListener at(RobotId robot, SimulatedRobot arm);
}

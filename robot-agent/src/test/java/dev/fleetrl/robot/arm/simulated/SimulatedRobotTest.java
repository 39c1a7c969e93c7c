package dev.fleetrl.robot.arm.simulated;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmContract;
import java.util.List;

class SimulatedRobotTest extends ArmContract {
    @Override
    protected Arm open() {
        return new SimulatedRobot(List.of(new TaskId("pick")), 0);
    }

    @Override
    protected void pass(Arm arm) {
        arm.advance();
    }
}

package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmContract;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.ros.dds.DdsWire;
import org.jspecify.annotations.Nullable;

/** The simulated arm behind DDS, a participant of its own. */
class RosArmOverDdsTest extends ArmContract {
    /** No ROS on this machine listens in: 78 is nobody's default, and no other test's. */
    private static final DdsSettings ALONE = DdsSettings.loopback(78);

    private @Nullable SimulatedDriver driver;

    @Override
    protected Arm open() {
        SimulatedDriver opened = new SimulatedDriver(participant(), participant());
        driver = opened;
        opened.begin();
        return opened.arm();
    }

    private static RosWire participant() {
        return DdsWire.open(ALONE, (topic, reason) -> {
            throw new AssertionError(topic + ": " + reason);
        });
    }

    @Override
    protected void pass(Arm arm) {
        if (driver != null) {
            driver.pass();
        }
    }

    @Override
    protected void closeRest() {
        if (driver != null) {
            driver.close();
        }
    }
}

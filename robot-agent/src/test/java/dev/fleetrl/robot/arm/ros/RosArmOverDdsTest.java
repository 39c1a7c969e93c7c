package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.ros.dds.DdsWire;

/** The simulated arm behind DDS, a participant of its own. */
class RosArmOverDdsTest extends RosArmContract {
    /** No ROS on this machine listens in: 80 is nobody's default, and no other test's. */
    private static final DdsSettings ALONE = DdsSettings.loopback(80);

    @Override
    RosWire connection(RosWire.Complaints complaints) {
        return DdsWire.open(ALONE, complaints);
    }
}

package dev.fleetrl.robot.ros.dds;

import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.RosWireContract;

class DdsWireTest extends RosWireContract {
    /** No ROS on this machine listens in: 77 is nobody's default. */
    private static final DdsSettings ALONE = DdsSettings.loopback(77);

    @Override
    protected RosWire open(int end) {
        return DdsWire.open(ALONE, (topic, reason) -> {
            throw new AssertionError(topic + ": " + reason);
        });
    }
}

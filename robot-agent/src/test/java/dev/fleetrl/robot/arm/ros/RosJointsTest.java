package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.kinematics.Pose;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosJointsTest {
    private static final RosArmConfig CONFIG = SimulatedDriver.MODEL.config();

    /** The driver tells of it within one turn; twice around it is at 12.4. */
    @Test
    void goesOnOverTheEndOfATurn() {
        LoopWire wire = new LoopWire();
        Joint wheel = new Joint(
                "wheel", Joint.Type.CONTINUOUS, "a", "b", Pose.ORIGIN, Joint.Axis.X, new Joint.Limits(-9e9, 9e9, 1));
        RosJoints joints = new RosJoints(CONFIG, List.of(wheel), () -> 0, () -> 0);
        joints.listen(wire);
        var driver = wire.publish(CONFIG.jointStates().ros());

        for (double angle : new double[] {3.1, -3.1, -1, 1, 3.1, -3.1, -0.1664}) {
            driver.send(new JointState(
                    new Header(new Time(0, 0), ""),
                    List.of("finger_joint", "wheel"),
                    List.of(0.0, angle),
                    List.of(),
                    List.of()));
        }

        assertThat(joints.newest().positions().get(0)).isCloseTo(12.4, within(1e-3));
        assertThat(joints.trouble()).isEmpty();
    }
}

package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmContract;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.ros.dds.DdsWire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The simulated arm behind DDS, a participant of its own. */
class RosArmOverDdsTest extends ArmContract {
    /** No ROS on this machine listens in: 80 is nobody's default, and no other test's. */
    private static final DdsSettings ALONE = DdsSettings.loopback(80);

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private @Nullable SimulatedDriver driver;

    @Override
    protected Arm open() {
        SimulatedDriver opened = new SimulatedDriver(participant(), participant());
        driver = opened;
        opened.begin();
        return opened.arm();
    }

    private RosWire participant() {
        return DdsWire.open(ALONE, (topic, reason) -> complaints.add(topic.name() + ": " + reason));
    }

    @Override
    protected void pass(Arm arm) {
        if (driver != null) {
            driver.pass();
        }
    }

    @Override
    protected void closeRest() {
        assertThat(complaints).isEmpty();
        if (driver != null) {
            driver.close();
        }
    }
}

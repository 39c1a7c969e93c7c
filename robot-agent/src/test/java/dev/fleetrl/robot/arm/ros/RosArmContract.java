package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmContract;
import dev.fleetrl.robot.ros.RosWire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What every arm promises, of the simulated one behind a wire. */
abstract class RosArmContract extends ArmContract {
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private @Nullable SimulatedDriver driver;

    /** One end of the wire; the arm and its driver have one each. */
    abstract RosWire connection(RosWire.Complaints complaints);

    @Override
    protected Arm open() {
        SimulatedDriver opened = new SimulatedDriver(connection(), connection());
        driver = opened;
        opened.begin();
        return opened.arm();
    }

    private RosWire connection() {
        return connection((topic, reason) -> complaints.add(topic.name() + ": " + reason));
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
        assertThat(complaints).isEmpty();
    }
}

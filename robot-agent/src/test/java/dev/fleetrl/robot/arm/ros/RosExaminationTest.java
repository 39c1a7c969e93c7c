package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.ros.RosExamination.Finding;
import dev.fleetrl.robot.arm.simulated.RosSimulation;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.Time;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosExaminationTest {
    private static final long TICK_NANOS = 20_000_000;
    private static final int TICKS = 100;

    @TempDir
    private Path folder;

    private final LoopWire wire = new LoopWire();
    private final AtomicLong nanos = new AtomicLong(1_000_000_000);

    @Test
    void findsAllWellWhereAllSpeakAndListen() {
        try (SimulatedCell cell = SimulatedCell.open(Tasks.byId(new TaskId("pick")), 1);
                RosSimulation simulation = new RosSimulation(cell, SimulatedDriver.MODEL, wire, this::millis)) {
            RosExamination examination = examination();
            for (int tick = 0; tick < TICKS; tick++) {
                simulation.tick();
                nanos.addAndGet(TICK_NANOS);
            }

            assertThat(examination.findings(folder, "arm-1"))
                    .allMatch(Finding::isWell)
                    .extracting(Finding::words)
                    .satisfiesExactly(
                            words ->
                                    assertThat(words).contains("joint1, joint2").contains("50 a second"),
                            words -> assertThat(words)
                                    .contains("whether it is the third one")
                                    .contains("10 a second"),
                            words -> assertThat(words).contains("camera wrist"),
                            words ->
                                    assertThat(words).isEqualTo("somebody listens on /arm_controller/joint_trajectory"),
                            words -> assertThat(words).isEqualTo("somebody listens on /gripper_controller/commands"));
            assertThat(folder.resolve("arm-1-wrist.jpg")).isNotEmptyFile();
            assertThat(wire.said("/arm_controller/joint_trajectory")).isEmpty();
        }
    }

    @Test
    void saysWhatToDoWhereNobodySpeaksOrListens() {
        assertThat(examination().findings(folder, "arm-1"))
                .noneMatch(Finding::isWell)
                .extracting(Finding::words)
                .containsExactly(
                        "/joint_states: no joint states yet; is the robot's driver running in this domain?",
                        "camera third (/third/image_raw/compressed): no picture; is its driver running in this domain?",
                        "camera wrist (/wrist/image_raw/compressed): no picture; is its driver running in this domain?",
                        "nobody listens on /arm_controller/joint_trajectory; is its controller running in this domain?",
                        "nobody listens on /gripper_controller/commands; is its controller running in this domain?");
    }

    /** Five a second where 200 ms are silence; and joint 2 ends at 1.77. */
    @Test
    void complainsOfJointsThatSpeakRarelyAndLieBeyondTheirLimits() {
        RosExamination examination = examination();
        var joints = wire.publish(SimulatedDriver.MODEL.config().jointStates().ros());
        for (int i = 0; i < 10; i++) {
            nanos.addAndGet(10 * TICK_NANOS);
            joints.send(new JointState(
                    new Header(new Time(0, 0), "base"),
                    List.of("joint1", "joint2", "joint3", "joint4", "joint5", "joint6", "joint7", "finger_joint"),
                    List.of(0.0, 1.79, 0.0, -2.2, 0.0, 2.3, 0.8, 0.04),
                    List.of(),
                    List.of()));
        }

        assertThat(examination.findings(folder, "arm-1"))
                .extracting(Finding::words)
                .anySatisfy(words -> assertThat(words).startsWith("joint joint2 is at 1.790, beyond its limits"))
                .anySatisfy(words -> assertThat(words).contains("5 a second: too rarely"));
    }

    private RosExamination examination() {
        return new RosExamination(SimulatedDriver.MODEL, wire, nanos::get, this::millis);
    }

    private long millis() {
        return nanos.get() / 1_000_000;
    }
}

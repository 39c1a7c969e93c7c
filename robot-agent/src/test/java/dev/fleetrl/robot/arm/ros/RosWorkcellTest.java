package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.RosWorkcell;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Tasks;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** In life's own time. */
class RosWorkcellTest {
    private static final TaskId PICK = new TaskId("pick");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final double METRES = 0.01;

    private final LoopWire wire = new LoopWire();

    @Test
    void laysOutASceneThatIsFeltAndSeenThroughRosAlone() {
        try (RosWorkcell cell = new RosWorkcell(
                        new SimulatedRobot(List.of(PICK), 0), SimulatedDriver.MODEL, wire, System::currentTimeMillis);
                SimulatedCell same = SimulatedCell.open(Tasks.byId(PICK), 5)) {
            RosArm arm = new RosArm(
                    SimulatedDriver.MODEL,
                    new RosArm.Ports(wire, Runnable::run, System::nanoTime, System::currentTimeMillis));
            await("the first scene is seen", () -> arm.troubles().isEmpty());

            cell.reset(new EpisodePlan(
                    new EpisodeId("e"),
                    new CollectionId("c"),
                    PICK,
                    Cohort.TRAIN,
                    new ActionSource.Demonstration(SimulatedRobot.EXPERT),
                    5,
                    0));
            arm.forget();
            assertThat(arm.troubles()).hasSize(3);
            await("the second scene is seen", () -> arm.troubles().isEmpty());

            assertThat((double) arm.read().toolPose().at(0))
                    .isCloseTo(same.arm().tool().position().x(), within(METRES));
            assertThat((double) arm.read().toolPose().at(1))
                    .isCloseTo(same.arm().tool().position().y(), within(METRES));
            assertThat(cell.view().ended()).isFalse();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}

package dev.fleetrl.local.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is made of what was noted; the measuring itself needs a browser and minutes. */
class PageBenchTest {
    @Test
    void aPressIsAnsweredByTheFirstMotionAfterIt() {
        Map<String, Double> figures = TeleopBench.motions(
                        List.of(Optional.of(1000.0), Optional.empty(), Optional.of(3000.0), Optional.of(5000.0)),
                        List.of(990.0, 1020.0, 1400.0, 3030.0, 6500.0))
                .stream()
                .collect(Collectors.toMap(Figure::metric, Figure::value));

        assertThat(figures)
                .containsEntry("pad to motion, n", 2.0)
                .containsEntry("pad to motion, p50", 30.0)
                .containsEntry("presses the page was not given", 1.0)
                .containsEntry("presses without a motion", 1.0);
    }

    /** The first press had no motion; the one that came belongs to the second, and is no second answer. */
    @Test
    void aMotionAnswersOnePress() {
        Map<String, Double> figures =
                TeleopBench.motions(List.of(Optional.of(1000.0), Optional.of(1600.0)), List.of(1640.0)).stream()
                        .collect(Collectors.toMap(Figure::metric, Figure::value));

        assertThat(figures)
                .containsEntry("pad to motion, n", 1.0)
                .containsEntry("pad to motion, p50", 40.0)
                .containsEntry("presses without a motion", 1.0);
    }

    @Test
    void growthComparesTheLastThirdWithTheFirst() {
        assertThat(WallBench.growth(new double[] {10, 10, 50, 11, 11})).isCloseTo(10, within(1e-9));
        assertThat(WallBench.growth(new double[] {10, 12})).isCloseTo(20, within(1e-9));
        assertThat(WallBench.growth(new double[] {10})).isZero();
    }

    @Test
    void aWitnessTellsTheFirstMotionOfAnArmThatStood() {
        WitnessedArm arm = new WitnessedArm(new SimulatedRobot(List.of(new TaskId("pick")), 0));
        ToolTarget start = arm.commanded();
        double before = System.currentTimeMillis();

        arm.command(start);
        assertThat(arm.onsets()).as("it was sent where it is").isEmpty();
        arm.command(moved(start, 0.001));
        arm.command(moved(start, 0.002));

        assertThat(arm.onsets()).hasSize(1);
        assertThat(arm.onsets().get(0)).isBetween(before, before + 10_000);
        Frame frame = arm.video("third").get();
        assertThat(frame.camera()).isEqualTo("third");
        assertThat(arm.filmed()).hasSize(1).allMatch(millis -> millis > 0);
        arm.close();
    }

    private static ToolTarget moved(ToolTarget from, double metres) {
        Rotation same = from.rotation();
        return new ToolTarget(from.x() + metres, from.y(), from.z(), same, from.gripper());
    }
}

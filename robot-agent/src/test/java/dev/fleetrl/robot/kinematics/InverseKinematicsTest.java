package dev.fleetrl.robot.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.simulation.arm.Kinematics;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseKinematicsTest {
    private static final double TICK = 0.02;
    private static final double[] HOME = Kinematics.home();
    private static final InverseKinematics.Settings SETTINGS = settings(HOME);

    private KinematicChain chain;

    private static InverseKinematics.Settings settings(double[] rest) {
        return new InverseKinematics.Settings(12, DoubleStream.of(rest).boxed().toList(), 0.15, 1, 3);
    }

    @BeforeEach
    void describe() throws IOException {
        chain = SimulatedArm.chain();
    }

    /** From above the middle of the table, with joints that follow at once. */
    @ParameterizedTest(name = "by {0}, {1}, {2} m and {3} rad about z")
    @CsvSource({"0.1, 0, -0.1, 0", "-0.05, 0.2, 0, 0.5", "0, -0.15, 0.1, -1"})
    void getsThereWithinASecond(double dx, double dy, double dz, double yaw) {
        InverseKinematics arm = new InverseKinematics(chain, SETTINGS, HOME);
        Pose start = chain.tool(HOME);
        Rotation turned = start.rotation().then(Rotation.ofVector(0, 0, yaw));
        Pose target = new Pose(start.x() + dx, start.y() + dy, start.z() + dz, turned);

        for (int tick = 0; tick < 50; tick++) {
            arm.advance(arm.reference(), target, TICK);
        }

        assertThat(chain.tool(arm.reference()).wayTo(target)).containsExactly(new double[6], within(2e-3));
    }

    /** A target a metre beyond reach. */
    @Test
    void keepsEachJointWithinItsLimits() {
        InverseKinematics arm = new InverseKinematics(chain, SETTINGS, HOME);
        Pose start = chain.tool(HOME);
        Pose away = new Pose(start.x() + 2, start.y() + 1, start.z(), start.rotation());

        double[] before = HOME;
        for (int tick = 0; tick < 200; tick++) {
            arm.advance(before, away, TICK);
            double[] now = arm.reference();
            for (int j = 0; j < now.length; j++) {
                Joint.Limits limits = chain.joints().get(j).limits();
                assertThat(now[j]).isBetween(limits.lower(), limits.upper());
                assertThat(Math.abs(now[j] - before[j])).isLessThanOrEqualTo(limits.velocity() * TICK + 1e-12);
            }
            before = now;
        }
    }

    /** Half a metre away: no faster than 1 m/s, however much is left. */
    @Test
    void movesTheToolNoFasterThanItMay() {
        InverseKinematics arm = new InverseKinematics(chain, settings(HOME), HOME);
        Pose start = chain.tool(HOME);
        Pose far = new Pose(start.x(), start.y() + 0.5, start.z(), start.rotation());

        for (int tick = 0; tick < 20; tick++) {
            Pose before = chain.tool(arm.reference());
            arm.advance(arm.reference(), far, TICK);
            assertThat(Math.abs(before.wayTo(chain.tool(arm.reference()))[1])).isLessThan(0.021);
        }
        assertThat(chain.tool(arm.reference()).y()).isGreaterThan(start.y() + 0.3);
    }

    @Test
    void staysNearAnArmThatIsHeldBack() {
        InverseKinematics arm = new InverseKinematics(chain, SETTINGS, HOME);
        Pose start = chain.tool(HOME);
        Pose target = new Pose(start.x(), start.y() + 0.4, start.z(), start.rotation());

        for (int tick = 0; tick < 100; tick++) {
            arm.advance(HOME, target, TICK);
        }

        for (int j = 0; j < HOME.length; j++) {
            assertThat(arm.reference()[j]).isCloseTo(HOME[j], within(0.15 + 1e-12));
        }
        arm.restart(HOME);
        assertThat(arm.reference()).containsExactly(HOME);
    }

    /** The elbow may swing where the tool stands still. */
    @Test
    void comesToRestInItsPosture() {
        double[] rest = HOME.clone();
        rest[2] += 0.3;
        InverseKinematics arm = new InverseKinematics(chain, settings(rest), HOME);
        Pose target = chain.tool(HOME);

        for (int tick = 0; tick < 500; tick++) {
            arm.advance(arm.reference(), target, TICK);
        }

        assertThat(chain.tool(arm.reference()).wayTo(target)).containsExactly(new double[6], within(2e-3));
        assertThat(arm.reference()[2]).isGreaterThan(HOME[2] + 0.02);
    }

    @Test
    void refusesAPostureOfAnotherArm() {
        double[] six = Arrays.copyOf(HOME, 6);

        assertThatThrownBy(() -> new InverseKinematics(chain, settings(six), HOME))
                .hasMessage("the resting posture has 6 joints, the arm 7");
    }
}

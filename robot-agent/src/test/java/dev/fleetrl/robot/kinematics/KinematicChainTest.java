package dev.fleetrl.robot.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.simulation.arm.Kinematics;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinematicChainTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    /** Written down twice, once as quarter turns and once as a URDF. */
    @ParameterizedTest(name = "joints of seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void isWhereTheSimulatedArmIs(long seed) throws IOException {
        double[] joints = joints(new SplittableRandom(seed));

        Pose tool = SimulatedArm.chain().tool(joints);

        var links = Kinematics.links(joints);
        var same = Kinematics.tool(links[links.length - 1]);
        assertThat(tool.x()).isCloseTo(same.position().x(), ROUNDING);
        assertThat(tool.y()).isCloseTo(same.position().y(), ROUNDING);
        assertThat(tool.z()).isCloseTo(same.position().z(), ROUNDING);
        for (int i = 0; i < 9; i++) {
            assertThat(tool.rotation().matrix()[i]).isCloseTo(same.rotation().at(i / 3, i % 3), ROUNDING);
        }
    }

    /** A millionth of a radian at each joint, and where the tool went. */
    @ParameterizedTest(name = "joints of seed {0}")
    @ValueSource(longs = {5, 6})
    void knowsHowTheToolMovesWithEachJoint(long seed) throws IOException {
        KinematicChain chain = SimulatedArm.chain();
        double[] joints = joints(new SplittableRandom(seed));
        double[][] jacobian = chain.jacobian(joints);

        for (int j = 0; j < joints.length; j++) {
            double[] moved = joints.clone();
            moved[j] += 1e-6;
            double[] way = chain.tool(joints).wayTo(chain.tool(moved));
            for (int row = 0; row < 6; row++) {
                assertThat(way[row] / 1e-6).isCloseTo(jacobian[row][j], within(1e-4));
            }
        }
    }

    /** A slide along y of a base that is turned by 90° about z, then a turn about x. */
    @Test
    void movesSlidesAndTurnsAboutTheirOwnAxes() {
        KinematicChain chain = KinematicChain.between(
                new Urdf(
                        "gantry",
                        List.of(
                                joint("slide", Joint.Type.PRISMATIC, "base", "car", turnedAboutZ(), 0, 1, 0),
                                joint("wrist", Joint.Type.CONTINUOUS, "car", "tool", Pose.ORIGIN, 1, 0, 0))),
                "base",
                "tool");

        Pose tool = chain.tool(new double[] {2, Math.PI / 2});

        assertThat(tool.x()).isCloseTo(-2, ROUNDING);
        assertThat(tool.y()).isCloseTo(0, ROUNDING);
        assertThat(tool.rotation().turned(0, 1, 0)).containsExactly(new double[] {0, 0, 1}, within(1e-12));
        assertThat(chain.jacobian(new double[] {2, 0})[0]).containsExactly(new double[] {-1, 0}, within(1e-12));
        assertThat(chain.jacobian(new double[] {2, 0})[4]).containsExactly(new double[] {0, 1}, within(1e-12));
    }

    @Test
    void refusesLinksThatNothingJoins() throws IOException {
        Urdf two = new Urdf("two", List.of(joint("j", Joint.Type.REVOLUTE, "a", "b", Pose.ORIGIN, 0, 0, 1)));

        assertThatThrownBy(() -> KinematicChain.between(two, "base", "b"))
                .hasMessage("robot two: no joints lead from link 'base' to link 'b'; they lead to 'a'");
        assertThatThrownBy(() -> KinematicChain.between(two, "b", "b")).hasMessageContaining("nothing moves");
        assertThatThrownBy(() -> SimulatedArm.chain().tool(new double[6])).hasMessage("6 positions for 7 joints");
    }

    @Test
    void refusesJointsThatNobodyCouldGuardOrDrive() {
        Joint endless =
                new Joint("j", Joint.Type.REVOLUTE, "base", "b", Pose.ORIGIN, Joint.Axis.X, new Joint.Limits(2, 1, 1));
        Urdf crossed = new Urdf("crossed", List.of(endless));
        Urdf other = new Urdf("other", List.of(joint("j", Joint.Type.OTHER, "base", "b", Pose.ORIGIN, 0, 0, 1)));

        assertThatThrownBy(() -> KinematicChain.between(crossed, "base", "b"))
                .hasMessage(
                        "robot crossed: joint j has no <limit> with lower, upper and a velocity above 0; nobody could"
                                + " guard it");
        assertThatThrownBy(() -> KinematicChain.between(other, "base", "b"))
                .hasMessageContaining("joint j is floating, planar or a mimic");
    }

    /** Two joints that are each other's parents. */
    @Test
    void refusesJointsInACircle() {
        Urdf circle = new Urdf(
                "circle",
                List.of(
                        joint("j", Joint.Type.REVOLUTE, "a", "b", Pose.ORIGIN, 0, 0, 1),
                        joint("k", Joint.Type.REVOLUTE, "b", "a", Pose.ORIGIN, 0, 0, 1)));

        assertThatThrownBy(() -> KinematicChain.between(circle, "base", "b")).hasMessageContaining("no joints lead");
    }

    private static Pose turnedAboutZ() {
        return new Pose(0, 0, 0, Rotation.ofVector(0, 0, Math.PI / 2));
    }

    private static Joint joint(String name, Joint.Type type, String parent, String child, Pose origin, double... axis) {
        return new Joint(
                name, type, parent, child, origin, new Joint.Axis(axis[0], axis[1], axis[2]), Joint.Limits.NONE);
    }

    static double[] joints(SplittableRandom random) {
        double[] joints = Kinematics.home();
        for (int j = 0; j < joints.length; j++) {
            joints[j] += (random.nextDouble() - 0.5) * 1.5;
        }
        return joints;
    }
}

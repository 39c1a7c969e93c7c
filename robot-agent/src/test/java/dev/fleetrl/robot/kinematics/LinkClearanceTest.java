package dev.fleetrl.robot.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.CommandGuard;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.control.SelfClearance;
import dev.fleetrl.robot.control.ToolTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkClearanceTest {
    private static final double TICK = 0.02;
    private static final double MARGIN = 0.05;
    private static final List<Double> REST = List.of(0.0, 0.1, 0.0, -2.2, 0.0, 2.3, 0.785);

    /** Two arms of 1 m in a plane, a hand of 10 cm that is fixed to the second; shoulder and elbow turn about z. */
    private static final String PLANAR = """
            <robot name="planar">
              <link name="base">BASE</link>
              <link name="upper"><collision><geometry><box size="9 9 9"/></geometry></collision></link>
              <link name="fore"/>
              <link name="hand"><collision><geometry><sphere radius="0.05"/></geometry></collision></link>
              <joint name="shoulder" type="revolute"><parent link="base"/><child link="upper"/>
                <axis xyz="0 0 1"/><limit lower="-3" upper="3" velocity="1"/></joint>
              <joint name="elbow" type="revolute"><parent link="upper"/><child link="fore"/><origin xyz="1 0 0"/>
                <axis xyz="0 0 1"/><limit lower="-3" upper="3" velocity="1"/></joint>
              <joint name="wrist" type="fixed"><parent link="fore"/><child link="hand"/><origin xyz="1 0 0"/></joint>
            </robot>
            """;

    /** With the elbow at a right angle, the hand is √2 m from the shoulder; neighbours overlap as they like. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a sphere                       | <origin xyz="0 0 0"/><geometry><sphere radius="0.1"/></geometry>                      | 1.264213562
            a cylinder, upright            | <geometry><cylinder radius="0.1" length="0.4"/></geometry>                            | 1.264213562
            a cylinder along x             | <origin rpy="0 1.5707963267948966 0"/><geometry><cylinder radius="0.1" length="1"/></geometry> | 0.968033989
            a box as wide as its diagonal  | <geometry><box size="0.06 0.08 0.4"/></geometry>                                      | 1.314213562
            a box along y                  | <geometry><box size="0.06 1 0.08"/></geometry>                                        | 1.018033989
            """)
    void measuresWhatTheBaseFillsToTheHand(String what, String collision, double metres) throws IOException {
        LinkClearance clearance = planar("<collision>" + collision + "</collision>");

        LinkClearance.Nearest nearest =
                clearance.nearest(new double[] {0, Math.PI / 2}).orElseThrow();

        assertThat(nearest.metres()).isCloseTo(metres, within(1e-9));
        assertThat(nearest.link()).isEqualTo("base");
        assertThat(nearest.other()).isEqualTo("hand");
    }

    /** A lens on a camera on the forearm, 1 m from the shoulder. A finger that something else moves is nobody knows where. */
    @Test
    void measuresWhatIsFixedToALinkAndNotWhatElseMoves() throws IOException {
        String sphere = "<collision><geometry><sphere radius='0.05'/></geometry></collision>";
        String more = sphere + """
                </link>
                <link name="camera">%1$s</link><link name="lens">%1$s</link><link name="finger">%1$s</link>
                <joint name="to-lens" type="fixed"><parent link="camera"/><child link="lens"/>
                  <origin xyz="-0.5 0 0"/></joint>
                <joint name="to-camera" type="fixed"><parent link="fore"/><child link="camera"/>
                  <origin xyz="0.5 0 0"/></joint>
                <joint name="to-finger" type="revolute"><parent link="fore"/><child link="finger"/>
                  <origin xyz="0 1 0"/><limit lower="-3" upper="3" velocity="1"/></joint>
                <link name="other">
                """.formatted(sphere);

        LinkClearance.Nearest nearest =
                planar(more).nearest(new double[] {0, Math.PI / 2}).orElseThrow();

        assertThat(nearest.other()).isEqualTo("lens");
        assertThat(nearest.metres()).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void doesNotReadMeshes() throws IOException {
        String mesh = "<collision><geometry><mesh filename='base.stl'/></geometry></collision>";

        assertThat(planar(mesh).nearest(new double[] {0, 0})).isEmpty();
        assertThat(planar(mesh).at(Vec.of(0, 0))).isInfinite();
    }

    /** From an elbow of 0.9 rad to where one of 1 rad brings the hand. */
    @Test
    void looksAheadToWhereTheToolIsSent() throws IOException {
        String sphere = "<collision><geometry><sphere radius='0.1'/></geometry></collision>";
        LinkClearance clearance = planar(sphere);
        ToolTarget target = new ToolTarget(1 + Math.cos(1), Math.sin(1), 0, Rotation.ofVector(0, 0, 1), 0);

        assertThat(clearance.at(Vec.of(0, 0.9f), target)).isCloseTo(2 * Math.cos(0.5) - 0.15, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<sphere radius='0'/>", "<cylinder radius='1'/>", "<box size='1 0 1'/>"})
    void refusesShapesWithoutASize(String shape) {
        assertThatThrownBy(() -> planar("<collision><geometry>" + shape + "</geometry></collision>"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("link base of the URDF: ");
    }

    private static LinkClearance planar(String base) throws IOException {
        byte[] xml = PLANAR.replace("BASE", base).getBytes(StandardCharsets.UTF_8);
        Urdf urdf = Urdf.read(new ByteArrayInputStream(xml));
        return new LinkClearance(urdf, KinematicChain.between(urdf, "base", "hand"));
    }

    /** The simulated arm, sent anywhere for half a minute, by joints that follow as an arm's do. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsAGuardedArmApartWhereverItIsSent(long seed) throws IOException {
        Urdf urdf = Urdf.read(Files.newInputStream(SimulatedArm.URDF));
        KinematicChain chain = KinematicChain.between(urdf, "base", "tool");
        LinkClearance clearance = new LinkClearance(urdf, chain);
        CommandGuard guard = new CommandGuard(limits(new SelfClearance.Margin(MARGIN, clearance)));
        double[] joints = REST.stream().mapToDouble(Double::doubleValue).toArray();
        InverseKinematics inverse =
                new InverseKinematics(chain, new InverseKinematics.Settings(12, REST, 0.15, 0.75, 3.6), joints);
        SplittableRandom random = new SplittableRandom(seed);
        ToolTarget start = target(chain.tool(joints));
        ToolTarget commanded = start;
        ToolTarget wanted = commanded;
        double least = Double.POSITIVE_INFINITY;
        for (int tick = 0; tick < 1_500; tick++) {
            wanted = tick % 75 == 0 ? anywhere(start.rotation(), random) : wanted;
            CommandGuard.Guarded guarded = guard.check(commanded, towards(commanded, wanted), floats(joints), TICK);
            commanded = guarded.target();
            if (guarded.isBraked() || isBehind(chain.tool(joints), commanded)) {
                commanded = target(chain.tool(joints));
                guard.rest();
            }
            inverse.advance(joints, pose(commanded), TICK);
            joints = inverse.reference();
            least = Math.min(least, clearance.nearest(joints).orElseThrow().metres());
        }

        assertThat(guard.counts()).containsKey(CommandGuard.Rule.SELF_MARGIN);
        assertThat(least).isGreaterThan(MARGIN - 0.01);
    }

    /** What an arm behind ROS 2 is held for. */
    private static boolean isBehind(Pose tool, ToolTarget commanded) {
        return length(tool.wayTo(pose(commanded)), 0) > 0.05 + 0.2 * 0.5;
    }

    private static Pose pose(ToolTarget target) {
        return new Pose(target.x(), target.y(), target.z(), target.rotation());
    }

    private static ToolTarget target(Pose pose) {
        return new ToolTarget(pose.x(), pose.y(), pose.z(), pose.rotation(), 1);
    }

    private static GuardLimits limits(SelfClearance.Margin margin) {
        Vec free = Vec.of(9, 9, 9, 9, 9, 9, 9);
        Vec less = Vec.of(-9, -9, -9, -9, -9, -9, -9);
        return new GuardLimits(
                0.5,
                2,
                5,
                1e6,
                Vec.of(-1, -1, -1),
                Vec.of(1, 1, 1),
                less,
                free,
                Vec.of(99, 99, 99, 99, 99, 99, 99),
                Optional.of(margin));
    }

    private static ToolTarget anywhere(Rotation down, SplittableRandom random) {
        Rotation turned = down.then(
                Rotation.ofVector(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1.5, 1.5)));
        return new ToolTarget(
                random.nextDouble(-0.1, 0.7), random.nextDouble(-0.5, 0.5), random.nextDouble(0, 0.7), turned, 1);
    }

    /** A tick of 0.4 m/s and 1 rad/s. */
    private static ToolTarget towards(ToolTarget from, ToolTarget to) {
        double[] way = pose(from).wayTo(pose(to));
        double metres = Math.min(1, 0.4 * TICK / Math.max(1e-9, length(way, 0)));
        double radians = Math.min(1, TICK / Math.max(1e-9, length(way, 3)));
        return new ToolTarget(
                from.x() + way[0] * metres,
                from.y() + way[1] * metres,
                from.z() + way[2] * metres,
                from.rotation().then(Rotation.ofVector(way[3] * radians, way[4] * radians, way[5] * radians)),
                1);
    }

    private static double length(double[] way, int from) {
        return Math.sqrt(way[from] * way[from] + way[from + 1] * way[from + 1] + way[from + 2] * way[from + 2]);
    }

    private static Vec floats(double[] joints) {
        float[] floats = new float[joints.length];
        for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) joints[j];
        }
        return Vec.of(floats);
    }
}

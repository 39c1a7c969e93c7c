package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.control.SelfClearance;
import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.kinematics.KinematicChain;
import dev.fleetrl.robot.kinematics.LinkClearance;
import dev.fleetrl.robot.kinematics.Urdf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A robot model that is whole: its YAML file, and the joints that its URDF has between the links that the file names.
 *
 * @param self what its file wants to be kept free between its links
 */
public record RobotModel(RosArmConfig config, KinematicChain chain, Optional<SelfClearance.Margin> self) {
    /** The simulated arm's margins: a joint's own stop gives a little, and speeds are measured in steps. */
    private static final double RADIANS_MARGIN = 0.05;

    private static final double METRES_MARGIN = 0.005;

    private static final double SPEED_MARGIN = 2;

    public RobotModel {
        for (Joint joint : chain.joints()) {
            if (joint.type() == Joint.Type.CONTINUOUS) {
                throw new IllegalArgumentException(
                        "joint " + joint.name() + " turns without an end; such joints cannot be"
                                + " driven yet, for drivers do not agree on how they count their turns");
            }
        }
        if (config.rest().size() != chain.joints().size()) {
            throw new IllegalArgumentException("rest: " + config.rest().size() + " positions, but "
                    + chain.joints().size() + " joints lead from " + config.base() + " to " + config.tool());
        }
    }

    /**
     * Reads both files.
     *
     * @throws IllegalArgumentException of one line that begins with the file's name
     */
    public static RobotModel read(Path file) {
        try {
            RosArmConfig config = Codec.YAML.decode(RosArmConfig.class, Files.readAllBytes(file));
            try (InputStream urdf = Files.newInputStream(file.resolveSibling(config.urdf()))) {
                return of(config, Urdf.read(urdf));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + firstLine(e), e);
        }
    }

    private static RobotModel of(RosArmConfig config, Urdf urdf) {
        KinematicChain chain = KinematicChain.between(urdf, config.base(), config.tool());
        RobotModel unwatched = new RobotModel(config, chain, Optional.empty());
        return config.limits()
                .selfMarginMetres()
                .map(metres -> new RobotModel(config, chain, Optional.of(margin(metres, urdf, unwatched))))
                .orElse(unwatched);
    }

    private static SelfClearance.Margin margin(double metres, Urdf urdf, RobotModel robot) {
        LinkClearance clearance = new LinkClearance(urdf, robot.chain());
        check(metres, clearance, robot.config().rest());
        return new SelfClearance.Margin(metres, clearance);
    }

    /** What cannot be kept free at rest, cannot be kept free. */
    private static void check(double metres, LinkClearance clearance, List<Double> rest) {
        LinkClearance.Nearest nearest = clearance
                .nearest(rest.stream().mapToDouble(Double::doubleValue).toArray())
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "limits.selfMarginMetres: the URDF has no two links with"
                                        + " another between them and <collision> of spheres, cylinders or boxes; meshes are not read"));
        if (nearest.metres() < metres) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "limits.selfMarginMetres: at rest, links '%s' and '%s' are %.3f m apart, less than %.3f; make their"
                            + " <collision> in the URDF tighter, or the margin smaller",
                    nearest.link(),
                    nearest.other(),
                    nearest.metres(),
                    metres));
        }
    }

    /** What the agent and its guard know of it. */
    ArmModel model() {
        List<Joint> joints = chain.joints();
        List<String> names =
                config.cameras().stream().map(RosArmConfig.Camera::name).toList();
        RosArmConfig.Limits limits = config.limits();
        GuardLimits guard = new GuardLimits(
                limits.metresPerSecond(),
                limits.radiansPerSecond(),
                limits.metresPerSecondSquared(),
                limits.metresPerSecondCubed(),
                limits.workspaceMin(),
                limits.workspaceMax(),
                ofEach(joints, joint -> joint.limits().lower() - margin(joint)),
                ofEach(joints, joint -> joint.limits().upper() + margin(joint)),
                ofEach(joints, joint -> SPEED_MARGIN * joint.limits().velocity()),
                self);
        ActionLimits actions = new ActionLimits(limits.stepMetres(), limits.stepRadians());
        return new ArmModel(config.name(), names, names, felt(), actions, guard);
    }

    private List<String> felt() {
        Stream<String> forces = config.wrench().isPresent() ? ForceSensor.NAMES.stream() : Stream.empty();
        return Stream.concat(ArmModel.OF_TOOL_AND_GRIPPER.stream(), forces).toList();
    }

    private static double margin(Joint joint) {
        return joint.type() == Joint.Type.PRISMATIC ? METRES_MARGIN : RADIANS_MARGIN;
    }

    private static Vec ofEach(List<Joint> joints, ToDoubleFunction<Joint> number) {
        return floats(joints.stream().mapToDouble(number).toArray());
    }

    static Vec floats(double[] numbers) {
        float[] single = new float[numbers.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) numbers[i];
        }
        return Vec.of(single);
    }

    private static String firstLine(Exception e) {
        String reason = e instanceof NoSuchFileException ? "there is no file " : "";
        return reason + String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
    }
}

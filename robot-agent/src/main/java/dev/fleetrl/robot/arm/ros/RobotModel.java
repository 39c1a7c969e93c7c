package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.kinematics.KinematicChain;
import dev.fleetrl.robot.kinematics.Urdf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A robot model that is whole: its YAML file, and the joints that its URDF has between the links that the file names. */
public record RobotModel(RosArmConfig config, KinematicChain chain) {
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
                return new RobotModel(config, KinematicChain.between(Urdf.read(urdf), config.base(), config.tool()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + firstLine(e), e);
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
                ofEach(joints, joint -> SPEED_MARGIN * joint.limits().velocity()));
        ActionLimits actions = new ActionLimits(limits.stepMetres(), limits.stepRadians());
        return new ArmModel(config.name(), names, names, ArmModel.OF_TOOL_AND_GRIPPER, actions, guard);
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

package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.kinematics.KinematicChain;
import dev.fleetrl.robot.kinematics.Pose;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.Float64MultiArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An arm behind ROS 2. Sensors are heard on the wire's thread and kept; the control thread takes the newest.
 *
 * <p>It stands still until joints and all cameras have been heard, and whenever one of them falls silent: see
 * {@link #troubles}.
 */
public final class RosArm implements Arm {
    private static final double LAG_SCALE = 40;
    private static final double MOST_LAG = 3;
    private static final List<String> PROPRIOCEPTION = List.of(
            "tool-x",
            "tool-y",
            "tool-z",
            "lag-x",
            "lag-y",
            "lag-z",
            "yaw",
            "finger-opening",
            "gripper-command",
            "holding");

    private final RosArmConfig config;
    private final ArmModel model;
    private final KinematicChain chain;
    private final RosWire wire;
    private final LongSupplier millis;
    private final RosJoints joints;
    private final Map<String, RosCamera> cameras = new LinkedHashMap<>();
    private final Optional<RosWire.Publication<Float64MultiArray>> gripper;
    private final Motion motion;
    private @Nullable ToolTarget commanded;

    /**
     * What an arm works with.
     *
     * @param pictures makes them ready, one task at a time; a thread of its own
     * @param nanos monotonic
     * @param millis since 1970
     */
    public record Ports(RosWire wire, Executor pictures, LongSupplier nanos, LongSupplier millis) {}

    /** Begins to listen. */
    public RosArm(RobotModel robot, Ports ports) {
        config = robot.config();
        chain = robot.chain();
        wire = ports.wire();
        millis = ports.millis();
        model = model(config, chain.joints());
        joints = new RosJoints(config, chain.joints(), ports.nanos(), ports.millis());
        gripper = config.gripper().map(told -> wire.publish(told.ros()));
        motion = motion();
        for (RosArmConfig.Camera camera : config.cameras()) {
            RosCamera eye = new RosCamera(camera, config.policyPixels(), ports.pictures(), ports.nanos());
            cameras.put(camera.name(), eye);
            eye.listen(wire);
        }
        joints.listen(wire);
    }

    private static ArmModel model(RosArmConfig config, List<Joint> joints) {
        List<String> names =
                config.cameras().stream().map(RosArmConfig.Camera::name).toList();
        RosArmConfig.Limits limits = config.limits();
        GuardLimits guard = new GuardLimits(
                limits.metresPerSecond(),
                limits.radiansPerSecond(),
                limits.metresPerSecondSquared(),
                limits.workspaceMin(),
                limits.workspaceMax(),
                ofEach(joints, joint -> joint.limits().lower()),
                ofEach(joints, joint -> joint.limits().upper()),
                ofEach(joints, joint -> joint.limits().velocity()));
        ActionLimits actions = new ActionLimits(limits.stepMetres(), limits.stepRadians());
        return new ArmModel(config.name(), names, names, PROPRIOCEPTION, actions, guard);
    }

    private static Vec ofEach(List<Joint> joints, ToDoubleFunction<Joint> number) {
        return floats(joints.stream().mapToDouble(number).toArray());
    }

    private static Vec floats(double[] numbers) {
        float[] single = new float[numbers.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) numbers[i];
        }
        return Vec.of(single);
    }

    @Override
    public ArmModel model() {
        return model;
    }

    @Override
    public List<String> troubles() {
        return Stream.concat(
                        joints.trouble().stream(),
                        cameras.values().stream().flatMap(camera -> camera.trouble().stream()))
                .toList();
    }

    /** What a person should know, although the arm may move. */
    public List<String> warnings() {
        return joints.warning().stream().toList();
    }

    @Override
    public ToolTarget commanded() {
        ToolTarget target = commanded;
        return target == null ? standing(chain.tool(joints.newest().array())) : target;
    }

    @Override
    public Reading read() {
        RosJoints.Measured measured = joints.newest();
        return new Reading(chain.tool(measured.array()).toVec(), (float) opening(measured), floats(measured.array()));
    }

    @Override
    public Observation observe() {
        List<Frame> frames = cameras.values().stream().map(RosCamera::policy).toList();
        return new Observation(frames, proprioception());
    }

    @Override
    public Frame video(String camera) {
        RosCamera eye = cameras.get(camera);
        if (eye == null) {
            throw new IllegalArgumentException("there is no camera " + camera + "; there are " + cameras.keySet());
        }
        return eye.video();
    }

    @Override
    public void command(ToolTarget target) {
        Pose pose = new Pose(target.x(), target.y(), target.z(), target.rotation());
        motion.towards(pose, joints.newest().array());
        say(target.gripper());
        commanded = target;
    }

    @Override
    public void hold() {
        if (joints.trouble().isEmpty()) {
            commanded = standing(motion.stop(joints.newest().array()));
        }
    }

    @Override
    public void advance() {}

    @Override
    public void close() {
        wire.close();
    }

    /** Keeps what the gripper was told: whoever holds something goes on holding it. */
    private ToolTarget standing(Pose kept) {
        ToolTarget before = commanded;
        double grip = before == null ? opening(joints.newest()) : before.gripper();
        return new ToolTarget(kept.x(), kept.y(), kept.z(), kept.rotation(), grip);
    }

    private Motion motion() {
        return switch (config.motion().kind()) {
            case JOINT_TRAJECTORY ->
                new TrajectoryMotion(config, chain, wire.publish(config.motion().trajectories()));
            case TWIST ->
                new TwistMotion(config, chain, wire.publish(config.motion().twists()), millis);
        };
    }

    private void say(double grip) {
        config.gripper()
                .ifPresent(told -> gripper.orElseThrow().send(Float64MultiArray.of(List.of(told.position(grip)))));
    }

    private double opening(RosJoints.Measured measured) {
        return config.gripper().map(told -> told.opening(measured.gripper())).orElse(1.0);
    }

    /** In the order of {@link #PROPRIOCEPTION}, as the simulated arm feels it. */
    private Vec proprioception() {
        RosJoints.Measured measured = joints.newest();
        Pose tool = chain.tool(measured.array());
        ToolTarget target = commanded();
        Vec centre = config.proprioception().centre();
        Vec scale = config.proprioception().scale();
        double[] matrix = target.rotation().matrix();
        boolean holds = config.gripper()
                .filter(told -> told.holds(measured.gripper(), target.gripper()))
                .isPresent();
        return Vec.of(
                (float) ((tool.x() - centre.at(0)) / scale.at(0)),
                (float) ((tool.y() - centre.at(1)) / scale.at(1)),
                (float) ((tool.z() - centre.at(2)) / scale.at(2)),
                lag(target.x() - tool.x()),
                lag(target.y() - tool.y()),
                lag(target.z() - tool.z()),
                (float) (2 * StrictMath.atan2(matrix[3], matrix[0])),
                (float) opening(measured),
                target.gripper() <= 0 ? -1 : 1,
                holds ? 1 : 0);
    }

    private static float lag(double metres) {
        return (float) Math.max(-MOST_LAG, Math.min(MOST_LAG, LAG_SCALE * metres));
    }
}

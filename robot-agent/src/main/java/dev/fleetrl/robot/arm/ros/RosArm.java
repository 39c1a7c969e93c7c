package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.kinematics.KinematicChain;
import dev.fleetrl.robot.kinematics.Pose;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.Float64MultiArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An arm behind ROS 2. Sensors are heard on the wire's thread and kept; the control thread takes the newest.
 *
 * <p>It stands still until joints and all cameras have been heard, and whenever one of them falls silent: see
 * {@link #troubles}.
 */
public final class RosArm implements Arm {
    /** A control loop may ask more often than a tick; a controller is told once, a little early rather than late. */
    private static final long TICK_NANOS = 18_000_000L;

    /** An arm that stands is told again, for nothing here is lossless. */
    private static final long STANDING_NANOS = 500_000_000L;

    /** A tool that lags more than this, and than it does at full speed, does not follow. */
    private static final double BEHIND_METRES = 0.05;

    private static final double BEHIND_SECONDS = 0.2;
    private static final long BEHIND_NANOS = 200_000_000L;
    private static final String BEHIND =
            "the tool stayed behind where it was sent: is something in the way, or does its controller not listen?";

    private static final double LAG_SCALE = 40;
    private static final double MOST_LAG = 3;
    private final RosArmConfig config;
    private final ArmModel model;
    private final KinematicChain chain;
    private final RosWire wire;
    private final LongSupplier nanos;
    private final LongSupplier millis;
    private final RosJoints joints;
    private final Map<String, RosCamera> cameras = new LinkedHashMap<>();
    private final Optional<RosWire.Publication<Float64MultiArray>> gripper;
    private final Optional<ForceSensor> force;
    private final Optional<RecordingLight> light;
    private final Motion motion;
    private @Nullable ToolTarget commanded;
    private Optional<Double> grip = Optional.empty();
    private boolean standing = true;
    private boolean heldBack;
    private long behindSinceNanos;
    private long saidNanos = Long.MIN_VALUE / 2;

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
        nanos = ports.nanos();
        millis = ports.millis();
        model = robot.model();
        joints = new RosJoints(config, chain.joints(), ports.nanos(), ports.millis());
        gripper = config.gripper().map(told -> wire.publish(told.ros()));
        light = config.recordingLight().map(topic -> new RecordingLight(topic, wire, nanos));
        force = config.wrench().map(sensor -> new ForceSensor(sensor, wire, nanos));
        motion = motion();
        for (RosArmConfig.Camera camera : config.cameras()) {
            RosCamera eye =
                    new RosCamera(camera, config.policyPixels(), ports.pictures(), ports.nanos(), ports.millis());
            cameras.put(camera.name(), eye);
            eye.listen(wire);
        }
        joints.listen(wire);
    }

    @Override
    public ArmModel model() {
        return model;
    }

    @Override
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        joints.trouble().ifPresent(troubles::add);
        cameras.values().forEach(camera -> camera.trouble().ifPresent(troubles::add));
        force.flatMap(ForceSensor::trouble).ifPresent(troubles::add);
        return troubles;
    }

    /** For a fifth of a second: a push is no obstacle. Gone once it is held, which forgets where it was sent. */
    @Override
    public Optional<String> behind() {
        boolean isLong = !standing && behindSinceNanos != 0 && nanos.getAsLong() - behindSinceNanos >= BEHIND_NANOS;
        return isLong ? Optional.of(BEHIND) : Optional.empty();
    }

    private void noteLag(ToolTarget target, Pose tool) {
        double x = tool.x() - target.x();
        double y = tool.y() - target.y();
        double z = tool.z() - target.z();
        double most = BEHIND_METRES + BEHIND_SECONDS * config.limits().metresPerSecond();
        boolean isFar = StrictMath.sqrt(x * x + y * y + z * z) > most;
        long now = nanos.getAsLong();
        behindSinceNanos = isFar ? (behindSinceNanos == 0 ? now : behindSinceNanos) : 0;
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        joints.warning().ifPresent(warnings::add);
        if (heldBack) {
            warnings.add(BEHIND);
        }
        return warnings;
    }

    @Override
    public ToolTarget commanded() {
        ToolTarget target = commanded;
        return target == null ? kept(chain.tool(joints.newest().array())) : target;
    }

    @Override
    public Reading read() {
        RosJoints.Measured measured = joints.newest();
        return new Reading(
                chain.tool(measured.array()).toVec(), (float) opening(measured), RobotModel.floats(measured.array()));
    }

    @Override
    public Observation observe() {
        List<Frame> frames = cameras.values().stream().map(RosCamera::policy).toList();
        Vec felt = proprioception();
        return new Observation(frames, force.map(sensor -> sensor.after(felt)).orElse(felt));
    }

    @Override
    public Supplier<Frame> video(String camera) {
        RosCamera eye = cameras.get(camera);
        if (eye == null) {
            throw new IllegalArgumentException("there is no camera " + camera + "; there are " + cameras.keySet());
        }
        Frame seen = eye.video();
        return () -> seen;
    }

    @Override
    public void command(ToolTarget target) {
        Pose pose = new Pose(target.x(), target.y(), target.z(), target.rotation());
        double[] measured = joints.newest().array();
        motion.towards(pose, measured);
        noteLag(target, chain.tool(measured));
        say(target.gripper());
        commanded = target;
        grip = Optional.of(target.gripper());
        standing = false;
        heldBack = false;
        saidNanos = nanos.getAsLong();
    }

    @Override
    public void rest() {
        ToolTarget target = commanded;
        if (target == null || standing) {
            hold();
        } else if (isDue(TICK_NANOS)) {
            command(target);
        }
    }

    @Override
    public void hold() {
        if (joints.trouble().isPresent()) {
            abandon();
        } else if (!standing || isDue(STANDING_NANOS)) {
            heldBack |= behind().isPresent();
            commanded = kept(motion.stop(joints.newest().array()));
            standing = true;
            behindSinceNanos = 0;
            saidNanos = nanos.getAsLong();
        }
    }

    /** An arm that is not heard is told once to stand still; when it is heard again, it begins where it is found. */
    private void abandon() {
        if (commanded != null) {
            motion.abandon();
            commanded = null;
            standing = true;
        }
    }

    private boolean isDue(long period) {
        return nanos.getAsLong() - saidNanos >= period;
    }

    @Override
    public void forget() {
        abandon();
        joints.forget();
        cameras.values().forEach(RosCamera::forget);
        force.ifPresent(ForceSensor::forget);
        grip = Optional.empty();
    }

    @Override
    public void recording(boolean isRecording) {
        light.ifPresent(lamp -> lamp.say(isRecording));
    }

    @Override
    public void advance() {}

    @Override
    public void close() {
        wire.close();
    }

    /** Whoever holds something goes on closing the fingers: as they were told, or before that, as they are found. */
    private ToolTarget kept(Pose kept) {
        double fingers = grip.orElseGet(() -> found(joints.newest()));
        return new ToolTarget(kept.x(), kept.y(), kept.z(), kept.rotation(), fingers);
    }

    private double found(RosJoints.Measured measured) {
        boolean holds = config.gripper()
                .filter(told -> told.holds(measured.gripper(), -1))
                .isPresent();
        return holds ? -1 : opening(measured);
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

    /** In the order of {@link ArmModel#OF_TOOL_AND_GRIPPER}, as the simulated arm feels it. */
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

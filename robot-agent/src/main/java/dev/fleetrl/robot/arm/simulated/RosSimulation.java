package dev.fleetrl.robot.arm.simulated;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.robot.arm.ros.RobotModel;
import dev.fleetrl.robot.arm.ros.RosArmConfig;
import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.RosWire.Publication;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.robot.ros.message.Float64MultiArray;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.JointTrajectory;
import dev.fleetrl.robot.ros.message.Time;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.arm.ArmState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated cell behind ROS 2, as the drivers of an arm of metal would be: a joint trajectory controller, a gripper
 * controller, joint states and cameras, on the topics of a robot model's file. One thread ticks it.
 */
public final class RosSimulation implements AutoCloseable {
    private static final int PIXELS = 128;
    private static final float QUALITY = 0.92f;
    private static final int TICKS_A_PICTURE = 5;

    /** Nothing is said nor heard for so long while a scene is laid out: what is on its way was meant for the one before. */
    private static final int QUIET_TICKS = 5;

    private static final long MILLI = 1_000_000L;

    private SimulatedCell cell;
    private final RosArmConfig config;
    private final List<String> joints;
    private final RosWire wire;
    private final LongSupplier millis;
    private final Publication<JointState> states;
    private final Map<String, Publication<CompressedImage>> cameras = new LinkedHashMap<>();
    private final AtomicReference<@Nullable JointTrajectory> arm = new AtomicReference<>();
    private final AtomicReference<@Nullable Float64MultiArray> gripper = new AtomicReference<>();
    private double grip = 1;
    private long ticks;
    private int quiet;

    /**
     * Begins to listen and to speak.
     *
     * @param robot a model of an arm that takes joint trajectories, with the cell's cameras
     * @param millis since 1970, for stamps
     */
    public RosSimulation(SimulatedCell cell, RobotModel robot, RosWire wire, LongSupplier millis) {
        if (robot.config().motion().kind() != RosArmConfig.Kind.JOINT_TRAJECTORY) {
            throw new IllegalArgumentException("motion: the simulated arm takes joint trajectories, and "
                    + robot.config().name() + " says twists");
        }
        this.cell = cell;
        this.wire = wire;
        this.millis = millis;
        config = robot.config();
        joints = robot.chain().joints().stream().map(Joint::name).toList();
        states = wire.publish(config.jointStates().ros());
        config.cameras().forEach(camera -> cameras.put(camera.name(), wire.publish(camera.ros())));
        wire.subscribe(config.motion().trajectories(), arm::set);
        config.gripper().ifPresent(told -> wire.subscribe(told.ros(), gripper::set));
    }

    /** 20 ms: follows what was heard last, lets the cell's time pass, and says what is measured then. */
    public void tick() {
        if (quiet > 0) {
            quiet--;
            forget();
            return;
        }
        obey();
        cell.advance();
        Header header = new Header(Time.ofNanos(millis.getAsLong() * MILLI), config.base());
        states.send(state(header));
        if (ticks % TICKS_A_PICTURE == 0) {
            cameras.forEach((name, camera) -> camera.send(
                    new CompressedImage(header, "jpeg", Bytes.of(cell.jpeg(name, PIXELS, PIXELS, QUALITY)))));
        }
        ticks++;
    }

    /** Another scene, with an arm that nobody has told anything yet; the former is the caller's to close. By the thread that ticks. */
    public void layOut(SimulatedCell next) {
        cell = next;
        grip = 1;
        ticks = 0;
        quiet = QUIET_TICKS;
    }

    private void forget() {
        arm.set(null);
        gripper.set(null);
    }

    /** The whole world, to be read by the thread that ticks. */
    public SimulatedCell cell() {
        return cell;
    }

    /** The cell stays open. */
    @Override
    public void close() {
        wire.close();
    }

    private void obey() {
        Float64MultiArray told = gripper.getAndSet(null);
        if (told != null && !told.data().isEmpty()) {
            config.gripper().ifPresent(hand -> grip = hand.opening(told.data().get(0)));
        }
        JointTrajectory trajectory = arm.getAndSet(null);
        if (trajectory != null && !trajectory.points().isEmpty()) {
            cell.command(wanted(trajectory), grip);
        }
    }

    /** A controller that was not told of a joint keeps it where it is. */
    private double[] wanted(JointTrajectory trajectory) {
        List<Double> last =
                trajectory.points().get(trajectory.points().size() - 1).positions();
        double[] wanted = new double[joints.size()];
        for (int j = 0; j < wanted.length; j++) {
            int at = trajectory.jointNames().indexOf(joints.get(j));
            wanted[j] = at >= 0 && at < last.size()
                    ? last.get(at)
                    : cell.arm().joints().at(j);
        }
        return wanted;
    }

    /** The finger's joint first: whoever takes the joints in the order of the message is mistaken at once. */
    private JointState state(Header header) {
        ArmState now = cell.arm();
        List<String> names = new ArrayList<>();
        List<Double> positions = new ArrayList<>();
        config.gripper().ifPresent(told -> {
            names.add(told.joint());
            positions.add(told.position(2 * now.opening() / ArmState.WIDE_OPEN - 1));
        });
        for (int j = 0; j < joints.size(); j++) {
            names.add(joints.get(j));
            positions.add((double) now.joints().at(j));
        }
        return new JointState(header, names, positions, List.of(), List.of());
    }
}

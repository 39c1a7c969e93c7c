package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.ros.RosWire.Publication;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.JointTrajectory;
import dev.fleetrl.robot.ros.message.JointTrajectoryPoint;
import dev.fleetrl.robot.ros.message.Time;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A driver that says what a test wants, by a clock that a test moves; and what it is told is kept. */
class ScriptedDriver {
    static final RobotModel MODEL = SimulatedDriver.MODEL;
    static final List<String> NAMES =
            List.of("finger_joint", "joint1", "joint2", "joint3", "joint4", "joint5", "joint6", "joint7");
    static final List<Double> HOME = List.of(0.04, 0.0, 0.1, 0.0, -2.2, 0.0, 2.3, 0.785398163);

    static final String TRAJECTORIES = "/arm_controller/joint_trajectory";

    final LoopWire wire = new LoopWire();
    final Publication<JointState> joints =
            wire.publish(MODEL.config().jointStates().ros());
    final List<Publication<CompressedImage>> cameras = MODEL.config().cameras().stream()
            .map(camera -> wire.publish(camera.ros()))
            .toList();
    long nanos = TimeUnit.HOURS.toNanos(1);
    long robotAheadMillis;

    RosArm arm(RobotModel model) {
        return new RosArm(model, new RosArm.Ports(wire, Runnable::run, () -> nanos, () -> nanos / 1_000_000));
    }

    JointTrajectoryPoint last() {
        List<Record> said = wire.said(TRAJECTORIES);
        return ((JointTrajectory) said.get(said.size() - 1)).points().get(0);
    }

    RosArm ready() {
        RosArm arm = arm(MODEL);
        say(NAMES, HOME);
        show(picture());
        return arm;
    }

    /** Ticks in which an arm that stands against something is sent 5 mm further along y each. */
    void push(RosArm arm, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            after(20);
            say(NAMES, HOME);
            ToolTarget from = arm.commanded();
            arm.command(new ToolTarget(from.x(), from.y() + 0.005, from.z(), from.rotation(), 1));
        }
    }

    void after(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void say(List<String> names, List<Double> positions) {
        joints.send(new JointState(header(), names, positions, List.of(), List.of()));
    }

    void show(byte[] picture) {
        cameras.forEach(camera -> camera.send(new CompressedImage(header(), "jpeg", Bytes.of(picture))));
    }

    Header header() {
        return new Header(Time.ofNanos(nanos + TimeUnit.MILLISECONDS.toNanos(robotAheadMillis)), "");
    }

    static byte[] picture() {
        return Picture.grey(160, 120).jpeg(0.9);
    }
}

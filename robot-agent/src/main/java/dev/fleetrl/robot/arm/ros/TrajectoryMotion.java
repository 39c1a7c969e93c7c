package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.kinematics.InverseKinematics;
import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.kinematics.KinematicChain;
import dev.fleetrl.robot.kinematics.Pose;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.Duration;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointTrajectory;
import dev.fleetrl.robot.ros.message.JointTrajectoryPoint;
import dev.fleetrl.robot.ros.message.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/** One point of a joint trajectory a tick, for a {@code joint_trajectory_controller}: each replaces the one before. */
final class TrajectoryMotion implements Motion {
    private static final double TICK_SECONDS = 0.02;
    private static final double GAIN = 12;
    private static final double WIND_UP = 0.15;
    private static final long MILLI = 1_000_000L;

    /** At once, by the controller's own clock. */
    private static final Header NOW = new Header(new Time(0, 0), "");

    private final KinematicChain chain;
    private final RosWire.Publication<JointTrajectory> controller;
    private final Duration ahead;
    private final List<String> names;
    private final InverseKinematics inverse;
    private boolean begun;

    TrajectoryMotion(RosArmConfig config, KinematicChain chain, RosWire.Publication<JointTrajectory> controller) {
        this.chain = chain;
        this.controller = controller;
        ahead = Duration.ofNanos(config.motion().aheadMillis() * MILLI);
        names = chain.joints().stream().map(Joint::name).toList();
        double[] rest = config.rest().stream().mapToDouble(Double::doubleValue).toArray();
        inverse = new InverseKinematics(chain, new InverseKinematics.Settings(GAIN, config.rest(), WIND_UP), rest);
    }

    @Override
    public void towards(Pose target, double[] measured) {
        begin(measured);
        double[] before = inverse.reference();
        inverse.advance(measured, target, TICK_SECONDS);
        double[] after = inverse.reference();
        List<Double> velocities = new ArrayList<>();
        for (int j = 0; j < after.length; j++) {
            velocities.add((after[j] - before[j]) / TICK_SECONDS);
        }
        say(after, velocities);
    }

    /** Whoever led the arm away by hand meanwhile finds it where they left it. */
    @Override
    public Pose stop(double[] measured) {
        begin(measured);
        double[] reference = inverse.reference();
        for (int j = 0; j < reference.length; j++) {
            if (Math.abs(reference[j] - measured[j]) > WIND_UP) {
                inverse.restart(measured);
                break;
            }
        }
        double[] kept = inverse.reference();
        say(kept, Collections.nCopies(kept.length, 0.0));
        return chain.tool(kept);
    }

    private void begin(double[] measured) {
        if (!begun) {
            begun = true;
            inverse.restart(measured);
        }
    }

    private void say(double[] positions, List<Double> velocities) {
        var point = new JointTrajectoryPoint(
                DoubleStream.of(positions).boxed().toList(), velocities, List.of(), List.of(), ahead);
        controller.send(new JointTrajectory(NOW, names, List.of(point)));
    }
}

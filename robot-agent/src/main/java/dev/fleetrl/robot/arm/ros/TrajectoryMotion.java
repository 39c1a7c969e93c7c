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
import java.util.List;
import java.util.stream.DoubleStream;

/** One point of a joint trajectory a tick, for a {@code joint_trajectory_controller}: each replaces the one before. */
final class TrajectoryMotion implements Motion {
    private static final double TICK_SECONDS = 0.02;
    private static final double GAIN = 12;
    private static final double WIND_UP = 0.15;

    /** Of an arm that comes back to where it is held: nobody expects it to move, rad/s. */
    private static final double HELD_SPEED = 0.25;

    private static final double NANOS = 1e9;
    private static final long MILLI = 1_000_000L;

    /** At once, by the controller's own clock. */
    private static final Header NOW = new Header(new Time(0, 0), "");

    private final KinematicChain chain;
    private final RosWire.Publication<JointTrajectory> controller;
    private final long aheadNanos;
    private final List<String> names;
    private final InverseKinematics inverse;
    private boolean begun;

    TrajectoryMotion(RosArmConfig config, KinematicChain chain, RosWire.Publication<JointTrajectory> controller) {
        this.chain = chain;
        this.controller = controller;
        aheadNanos = config.motion().aheadMillis() * MILLI;
        names = chain.joints().stream().map(Joint::name).toList();
        double[] rest = config.rest().stream().mapToDouble(Double::doubleValue).toArray();
        RosArmConfig.Limits limits = config.limits();
        inverse = new InverseKinematics(
                chain,
                new InverseKinematics.Settings(
                        GAIN, config.rest(), WIND_UP, limits.metresPerSecond(), limits.radiansPerSecond()),
                rest);
    }

    @Override
    public void towards(Pose target, double[] measured) {
        begin(measured);
        inverse.advance(measured, target, TICK_SECONDS);
        say(inverse.reference(), aheadNanos);
    }

    /** Whoever leads the arm far away by hand meanwhile finds it where they left it; from nearby it comes back slowly. */
    @Override
    public Pose stop(double[] measured) {
        begin(measured);
        double far = farthest(measured);
        if (far > WIND_UP) {
            inverse.restart(measured);
            far = 0;
        }
        say(inverse.reference(), Math.max(aheadNanos, (long) (far / HELD_SPEED * NANOS)));
        return chain.tool(inverse.reference());
    }

    @Override
    public void abandon() {
        if (begun) {
            say(inverse.reference(), aheadNanos);
            begun = false;
        }
    }

    private double farthest(double[] measured) {
        double[] reference = inverse.reference();
        double far = 0;
        for (int j = 0; j < reference.length; j++) {
            far = Math.max(far, Math.abs(reference[j] - measured[j]));
        }
        return far;
    }

    private void begin(double[] measured) {
        if (!begun) {
            begun = true;
            inverse.restart(measured);
        }
    }

    /** Without velocities: a controller refuses a last point that still moves. */
    private void say(double[] positions, long inNanos) {
        List<Double> boxed = DoubleStream.of(positions).boxed().toList();
        var point = new JointTrajectoryPoint(boxed, List.of(), List.of(), List.of(), Duration.ofNanos(inNanos));
        controller.send(new JointTrajectory(NOW, names, List.of(point)));
    }
}

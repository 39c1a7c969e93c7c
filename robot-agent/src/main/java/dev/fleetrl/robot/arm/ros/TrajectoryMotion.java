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

    /** Of an arm that follows, where it comes to rest, rad. */
    private static final double SETTLED = 0.02;

    private static final double NANOS_A_SECOND = 1e9;
    private static final long MILLI = 1_000_000L;

    /** At once, by the controller's own clock. */
    private static final Header NOW = new Header(new Time(0, 0), "");

    private final KinematicChain chain;
    private final RosWire.Publication<JointTrajectory> controller;
    private final long aheadNanos;
    private final List<String> names;
    private final InverseKinematics inverse;
    private final RosArmConfig.Limits limits;
    private boolean begun;
    private boolean stopped;

    TrajectoryMotion(RosArmConfig config, KinematicChain chain, RosWire.Publication<JointTrajectory> controller) {
        this.chain = chain;
        this.controller = controller;
        aheadNanos = config.motion().aheadMillis() * MILLI;
        names = chain.joints().stream().map(Joint::name).toList();
        double[] rest = config.rest().stream().mapToDouble(Double::doubleValue).toArray();
        limits = config.limits();
        inverse = new InverseKinematics(
                chain,
                new InverseKinematics.Settings(
                        GAIN, config.rest(), WIND_UP, limits.metresPerSecond(), limits.radiansPerSecond()),
                rest);
    }

    @Override
    public void towards(Pose target, double[] measured) {
        begin(measured);
        stopped = false;
        inverse.advance(measured, target, TICK_SECONDS);
        say(inverse.reference(), Math.max(aheadNanos, nanos(quickest(measured))));
    }

    /** It stops where it is found, for it may press on something; and from where it sagged to meanwhile it comes back slowly. */
    @Override
    public Pose stop(double[] measured) {
        begin(measured);
        if (farthest(measured) > (stopped ? WIND_UP : SETTLED)) {
            inverse.restart(measured);
        }
        stopped = true;
        say(inverse.reference(), Math.max(aheadNanos, nanos(farthest(measured) / HELD_SPEED)));
        return chain.tool(inverse.reference());
    }

    /** As slowly as from the farthest place that it may be at. */
    @Override
    public void abandon() {
        if (begun) {
            say(inverse.reference(), nanos(WIND_UP / HELD_SPEED));
            begun = false;
        }
    }

    /** Seconds from where the arm is to its reference, were all that moves to move as fast as it may: one that was held back must not leap. */
    private double quickest(double[] measured) {
        double[] reference = inverse.reference();
        double[] way = chain.tool(measured).wayTo(chain.tool(reference));
        double seconds =
                Math.max(length(way, 0) / limits.metresPerSecond(), length(way, 3) / limits.radiansPerSecond());
        for (int j = 0; j < reference.length; j++) {
            double fastest = chain.joints().get(j).limits().velocity();
            seconds = Math.max(seconds, Math.abs(reference[j] - measured[j]) / fastest);
        }
        return seconds;
    }

    private static double length(double[] way, int from) {
        return StrictMath.sqrt(way[from] * way[from] + way[from + 1] * way[from + 1] + way[from + 2] * way[from + 2]);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS_A_SECOND);
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

package dev.fleetrl.robot.control;

import dev.fleetrl.robot.control.CommandGuard.Rule;
import java.util.Optional;
import java.util.Set;

/** How the tool moves from tick to tick: eased where it is asked for more than its limits allow, and brought to rest. */
final class ToolMotion {
    private static final double[] STILL = {0, 0, 0};

    /** Part of a step that is none. */
    private static final double ROUNDING = 1e-9;

    private final GuardLimits limits;
    private double[] lastStep = STILL;
    private double[] lastChange = STILL;
    private double[] lastTurn = STILL;

    ToolMotion(GuardLimits limits) {
        this.limits = limits;
    }

    /** As far towards {@code wanted} as speed, acceleration and jerk allow. */
    ToolTarget ease(ToolTarget commanded, ToolTarget wanted, double seconds, Set<Rule> broken) {
        double[] step = way(commanded, wanted);
        double[] change = minus(step, lastStep);
        double[] jolt = minus(change, lastChange);
        double slowDown = ratio(limits.metresPerSecond() * seconds, step);
        double speedUp = ratio(limits.metresPerSecondSquared() * seconds * seconds, change);
        double joltDown = ratio(limits.metresPerSecondCubed() * seconds * seconds * seconds, jolt);
        ToolTarget allowed = wanted;
        if (slowDown < 1) {
            broken.add(Rule.SPEED);
            allowed = at(commanded, allowed, step, slowDown);
        }
        if (joltDown < 1) {
            broken.add(Rule.JERK);
            change = plus(lastChange, jolt, joltDown);
        }
        if (speedUp < 1) {
            broken.add(Rule.ACCELERATION);
        }
        if (joltDown < 1 || speedUp < 1) {
            double up = Math.min(1, ratio(limits.metresPerSecondSquared() * seconds * seconds, change));
            double[] eased = plus(lastStep, change, up);
            allowed = at(commanded, allowed, eased, Math.min(1, ratio(limits.metresPerSecond() * seconds, eased)));
        }
        return turned(commanded, allowed, seconds, broken);
    }

    private ToolTarget turned(ToolTarget commanded, ToolTarget wanted, double seconds, Set<Rule> broken) {
        double[] turn = turn(commanded, wanted);
        double turnDown = ratio(limits.radiansPerSecond() * seconds, turn);
        if (turnDown >= 1) {
            return wanted;
        }
        broken.add(Rule.TURN_RATE);
        return new ToolTarget(wanted.x(), wanted.y(), wanted.z(), part(commanded, turn, turnDown), wanted.gripper());
    }

    /**
     * The next place of a tool that comes to rest along its way; empty once it stands. It slows down by its acceleration limit, and
     * turns no longer than it would take from full speed. A short way counts for more than a soft jerk here.
     */
    Optional<ToolTarget> brake(ToolTarget commanded, double seconds) {
        double slowing = limits.metresPerSecondSquared() * seconds * seconds;
        double slowingTurn = slowing * limits.radiansPerSecond() / limits.metresPerSecond();
        double left = Math.max(0, 1 - ratio(slowing, lastStep));
        double leftTurn = Math.max(0, 1 - ratio(slowingTurn, lastTurn));
        if (left < ROUNDING && leftTurn < ROUNDING) {
            return Optional.empty();
        }
        ToolTarget next = at(commanded, commanded, lastStep, left);
        return Optional.of(
                new ToolTarget(next.x(), next.y(), next.z(), part(commanded, lastTurn, leftTurn), commanded.gripper()));
    }

    /** Where it was really sent. */
    void went(ToolTarget from, ToolTarget to) {
        double[] step = way(from, to);
        lastChange = minus(step, lastStep);
        lastStep = step;
        lastTurn = turn(from, to);
    }

    void rest() {
        lastStep = STILL;
        lastChange = STILL;
        lastTurn = STILL;
    }

    private static double[] way(ToolTarget from, ToolTarget to) {
        return new double[] {to.x() - from.x(), to.y() - from.y(), to.z() - from.z()};
    }

    private static double[] turn(ToolTarget from, ToolTarget to) {
        return from.rotation().inverse().then(to.rotation()).vector();
    }

    private static Rotation part(ToolTarget from, double[] turn, double scale) {
        return from.rotation().then(Rotation.ofVector(turn[0] * scale, turn[1] * scale, turn[2] * scale));
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double[] plus(double[] a, double[] b, double scale) {
        return new double[] {a[0] + b[0] * scale, a[1] + b[1] * scale, a[2] + b[2] * scale};
    }

    private static ToolTarget at(ToolTarget from, ToolTarget wanted, double[] step, double scale) {
        return new ToolTarget(
                from.x() + step[0] * scale,
                from.y() + step[1] * scale,
                from.z() + step[2] * scale,
                wanted.rotation(),
                wanted.gripper());
    }

    /** What part of {@code vector} is within {@code limit}; above 1 if all of it and more. */
    private static double ratio(double limit, double[] vector) {
        double length = StrictMath.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
        return length == 0 ? Double.POSITIVE_INFINITY : limit / length;
    }
}

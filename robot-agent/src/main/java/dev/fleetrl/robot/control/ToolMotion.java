package dev.fleetrl.robot.control;

import dev.fleetrl.robot.control.CommandGuard.Rule;
import java.util.Optional;
import java.util.Set;

/**
 * How the tool moves from tick to tick: eased where it is asked for more than its limits allow, and brought to rest. A step is
 * never longer than the one before it or the one that is wanted, whichever is longer.
 */
final class ToolMotion {
    private static final double[] STILL = {0, 0, 0};

    /** Part of a step that is none. */
    private static final double ROUNDING = 1e-9;

    private final GuardLimits limits;
    private double[] lastStep = STILL;
    private double lastChange;

    ToolMotion(GuardLimits limits) {
        this.limits = limits;
    }

    /** As far towards {@code wanted} as speed, acceleration and jerk allow. */
    ToolTarget ease(ToolTarget commanded, ToolTarget wanted, double seconds, Set<Rule> broken) {
        double[] step = way(commanded, wanted);
        double[] change = {step[0] - lastStep[0], step[1] - lastStep[1], step[2] - lastStep[2]};
        double slowDown = ratio(limits.metresPerSecond() * seconds, step);
        double speedUp = ratio(limits.metresPerSecondSquared() * seconds * seconds, change);
        double soften = ratio(lastChange + limits.metresPerSecondCubed() * seconds * seconds * seconds, change);
        ToolTarget allowed = wanted;
        if (slowDown < 1) {
            broken.add(Rule.SPEED);
            allowed = at(commanded, allowed, step, slowDown);
        }
        if (speedUp < 1) {
            broken.add(Rule.ACCELERATION);
        }
        if (soften < 1) {
            broken.add(Rule.JERK);
        }
        double part = Math.min(speedUp, soften);
        if (part < 1) {
            double[] eased = {
                lastStep[0] + change[0] * part, lastStep[1] + change[1] * part, lastStep[2] + change[2] * part
            };
            allowed = at(commanded, allowed, eased, Math.min(1, ratio(limits.metresPerSecond() * seconds, eased)));
        }
        return turned(commanded, allowed, seconds, broken);
    }

    private ToolTarget turned(ToolTarget commanded, ToolTarget wanted, double seconds, Set<Rule> broken) {
        double[] turn = commanded.rotation().inverse().then(wanted.rotation()).vector();
        double turnDown = ratio(limits.radiansPerSecond() * seconds, turn);
        if (turnDown >= 1) {
            return wanted;
        }
        broken.add(Rule.TURN_RATE);
        Rotation part = Rotation.ofVector(turn[0] * turnDown, turn[1] * turnDown, turn[2] * turnDown);
        return new ToolTarget(
                wanted.x(), wanted.y(), wanted.z(), commanded.rotation().then(part), wanted.gripper());
    }

    /**
     * The next place of a tool that comes to rest along its way, by its acceleration limit; empty once it stands. A turn ends at
     * once, as it begins.
     *
     * @param part of a tick that has passed since it was sent anywhere, 0 to 1
     */
    Optional<ToolTarget> brake(ToolTarget commanded, double seconds, double part) {
        double left = Math.max(0, 1 - ratio(limits.metresPerSecondSquared() * seconds * seconds * part, lastStep));
        lastStep = new double[] {lastStep[0] * left, lastStep[1] * left, lastStep[2] * left};
        lastChange = 0;
        return left < ROUNDING ? Optional.empty() : Optional.of(at(commanded, commanded, lastStep, part));
    }

    /** Where it was really sent. */
    void went(ToolTarget from, ToolTarget to) {
        double[] step = way(from, to);
        lastChange = length(step[0] - lastStep[0], step[1] - lastStep[1], step[2] - lastStep[2]);
        lastStep = step;
    }

    void rest() {
        lastStep = STILL;
        lastChange = 0;
    }

    private static double[] way(ToolTarget from, ToolTarget to) {
        return new double[] {to.x() - from.x(), to.y() - from.y(), to.z() - from.z()};
    }

    private static ToolTarget at(ToolTarget from, ToolTarget wanted, double[] step, double scale) {
        return new ToolTarget(
                from.x() + step[0] * scale,
                from.y() + step[1] * scale,
                from.z() + step[2] * scale,
                wanted.rotation(),
                wanted.gripper());
    }

    private static double length(double x, double y, double z) {
        return StrictMath.sqrt(x * x + y * y + z * z);
    }

    /** What part of {@code vector} is within {@code limit}; above 1 if all of it and more. */
    private static double ratio(double limit, double[] vector) {
        double length = length(vector[0], vector[1], vector[2]);
        return length == 0 ? Double.POSITIVE_INFINITY : limit / length;
    }
}

package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import org.jspecify.annotations.Nullable;

/**
 * From an operator's wanted velocity to the next commanded pose.
 *
 * <p>The motion starts from wherever the commanded pose is (the clutch is re-zeroed at each press), and its gain grows over
 * {@link Limits#rampNanos()}, so that taking over never makes the arm jump. The time to live of a command counts from its
 * receipt: the operator's clock need not agree with the robot's. A rewind goes back along the way that the tool came, whoever sent it
 * there.
 */
public final class TeleopMotion {
    private final Limits limits;
    private final MotionTrail trail = new MotionTrail();
    private @Nullable TeleopCommand latest;
    private long receivedNanos;
    private long engagedNanos;

    public TeleopMotion(Limits limits) {
        this.limits = limits;
    }

    /** The operator presses the hold-to-run control. */
    public void engage(long nowNanos) {
        engagedNanos = nowNanos;
    }

    public void on(TeleopCommand command, long nowNanos) {
        latest = command;
        receivedNanos = nowNanos;
    }

    /** Somebody else moves the arm, or nobody. Whoever stops a robot may reach in: the way back is not what it was. */
    public void on(ControlMode mode) {
        if (mode != ControlMode.HUMAN) {
            latest = null;
        }
        if (mode == ControlMode.STOPPED) {
            trail.forget();
        }
    }

    /** Whether the operator drives at this moment, be it at rest. */
    public boolean isLive(long nowNanos) {
        return latest != null && latest.enable() && nowNanos - receivedNanos <= latest.ttlMillis() * 1_000_000L;
    }

    /** Where the tool is sent, after each tick. While it goes back, its way is not made longer. */
    public void note(ToolTarget commanded, long nowNanos) {
        if (latest == null || latest.rewind().isEmpty() || !isLive(nowNanos)) {
            trail.note(commanded);
        }
    }

    /** The scene is another one. */
    public void forget() {
        trail.forget();
    }

    /** Where to go within the next {@code seconds}; where the tool is, if the operator's last word is too old. */
    public ToolTarget next(ToolTarget commanded, double seconds, long nowNanos) {
        TeleopCommand command = latest;
        if (command == null || !isLive(nowNanos)) {
            return commanded;
        }
        double gain = Math.max(0, Math.min(1, (nowNanos - engagedNanos + 1) / (double) limits.rampNanos()));
        if (command.rewind().isPresent()) {
            double part = Math.max(0, Math.min(1, command.rewind().get() / limits.metresPerSecond()));
            double most = gain * seconds * part;
            return trail.back(commanded, most * limits.metresPerSecond(), most * limits.radiansPerSecond());
        }
        double along = gain * seconds * shrink(command.twist(), 0, limits.metresPerSecond());
        double around = gain * seconds * shrink(command.twist(), 3, limits.radiansPerSecond());
        Vec twist = command.twist();
        float gripper = command.gripper() == 0 ? (float) commanded.gripper() : Math.signum(command.gripper());
        return commanded.moved(
                Vec.of(
                        (float) (twist.at(0) * along),
                        (float) (twist.at(1) * along),
                        (float) (twist.at(2) * along),
                        (float) (twist.at(3) * around),
                        (float) (twist.at(4) * around),
                        (float) (twist.at(5) * around),
                        gripper),
                1);
    }

    /** The factor that brings three elements from {@code from} on to at most {@code limit} long. */
    private static double shrink(Vec twist, int from, double limit) {
        double length = StrictMath.sqrt((double) twist.at(from) * twist.at(from)
                + (double) twist.at(from + 1) * twist.at(from + 1)
                + (double) twist.at(from + 2) * twist.at(from + 2));
        return length > limit ? limit / length : 1;
    }

    /** How fast a person may move the tool. */
    public record Limits(double metresPerSecond, double radiansPerSecond, long rampNanos) {}
}

package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.JointState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The newest measurement of the joints, in the order of the arm's own chain, whatever order the driver says them in. */
final class RosJoints {
    /** Beyond a limit by more than this, a number is in another unit. */
    private static final double OFF_LIMITS = 2 * Math.PI;

    private static final long MILLI = 1_000_000L;
    private static final long MOST_OFFSET_MILLIS = 1_000;

    /** Longer than anything is on its way. */
    static final long FORGETTING_NANOS = 50 * MILLI;

    private final RosArmConfig.JointStates config;
    private final List<Joint> joints;
    private final Optional<String> gripperJoint;
    private final LongSupplier nanos;
    private final LongSupplier millis;
    private final ClockOffset offset = new ClockOffset();
    private final Measured unheard;
    private volatile Optional<Measured> newest = Optional.empty();
    private volatile String refused = "";
    private volatile long forgottenNanos = Long.MIN_VALUE;

    /**
     * One message.
     *
     * @param gripper position of the gripper's joint, in its own unit; 0 where the arm has none
     * @param lateNanos how much longer it was under way than the fastest of late
     */
    record Measured(List<Double> positions, double gripper, long heardNanos, long lateNanos) {
        double[] array() {
            return positions.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    RosJoints(RosArmConfig config, List<Joint> joints, LongSupplier nanos, LongSupplier millis) {
        this.config = config.jointStates();
        this.joints = List.copyOf(joints);
        double open = config.gripper().map(RosArmConfig.Gripper::open).orElse(0.0);
        unheard = new Measured(config.rest(), open, 0, 0);
        gripperJoint = config.gripper().map(RosArmConfig.Gripper::joint);
        this.nanos = nanos;
        this.millis = millis;
    }

    void listen(RosWire wire) {
        wire.subscribe(config.ros(), this::hear);
    }

    /** Before anything was heard, the resting posture: to be looked at, and never to be moved from. */
    Measured newest() {
        return newest.orElse(unheard);
    }

    /** What was heard until now, and what is on its way, is not to be acted on. */
    void forget() {
        forgottenNanos = nanos.getAsLong() + FORGETTING_NANOS;
    }

    /** Why the joints must not be moved; empty if they may. */
    Optional<String> trouble() {
        if (!refused.isEmpty()) {
            return Optional.of(config.topic() + ": " + refused);
        }
        if (newest.isEmpty() || newest.get().heardNanos() < forgottenNanos) {
            return Optional.of(config.topic() + ": no joint states yet; is the robot's driver running in this domain?");
        }
        long age = (nanos.getAsLong() - newest.get().heardNanos()) / MILLI;
        if (age > config.staleMillis()) {
            return Optional.of(config.topic() + ": no joint states for more than " + config.staleMillis() + " ms");
        }
        return newest.get().lateNanos() > config.staleMillis() * MILLI
                ? Optional.of(config.topic() + ": joint states come more than " + config.staleMillis() + " ms late")
                : Optional.empty();
    }

    /** What a person should know of the robot's clock; empty if it agrees with ours. */
    Optional<String> warning() {
        long off = offset.nanos().orElse(0) / MILLI;
        return Math.abs(off) > MOST_OFFSET_MILLIS
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%s: the robot's clock is %.1f s %s ours; synchronise both (chrony)",
                        config.topic(),
                        Math.abs(off) / 1e3,
                        off > 0 ? "behind" : "ahead of"))
                : Optional.empty();
    }

    private void hear(JointState state) {
        long now = nanos.getAsLong();
        long late = offset.late(state.header().stamp().nanos(), millis.getAsLong() * MILLI);
        try {
            List<Double> positions = new ArrayList<>();
            for (Joint joint : joints) {
                positions.add(checked(joint, position(state, joint.name())));
            }
            double gripper = gripperJoint.map(name -> position(state, name)).orElse(0.0);
            newest = Optional.of(new Measured(positions, gripper, now, late));
            refused = "";
        } catch (IllegalArgumentException e) {
            refused = String.valueOf(e.getMessage());
        }
    }

    private static double position(JointState state, String joint) {
        int at = state.name().indexOf(joint);
        if (at < 0 || at >= state.position().size()) {
            throw new IllegalArgumentException(
                    "no position of joint " + joint + "; it tells of " + String.join(", ", state.name()));
        }
        double position = state.position().get(at);
        if (!Double.isFinite(position)) {
            throw new IllegalArgumentException("joint " + joint + " is at " + position);
        }
        return position;
    }

    private static double checked(Joint joint, double position) {
        boolean isFar = position < joint.limits().lower() - OFF_LIMITS
                || position > joint.limits().upper() + OFF_LIMITS;
        if (isFar) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "joint %s is at %.2f, far beyond its limits %.2f to %.2f; does the driver send degrees?",
                    joint.name(),
                    position,
                    joint.limits().lower(),
                    joint.limits().upper()));
        }
        return position;
    }
}

package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.Vec;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one guard between any decision and the motors. A command that asks for too much is cut to what is allowed; one that
 * cannot be trusted at all, or that drives measured joints out of bounds, makes the arm brake.
 */
public final class CommandGuard {
    /** Actions are floats, poses are doubles. */
    private static final double ROUNDING_METRES = 1e-6;

    /** An arm that says the same for longer may stand still; its first motion is no slower for that, s. */
    private static final double LONGEST_UNMEASURED = 0.2;

    private final GuardLimits limits;
    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final ToolMotion motion;
    private final Optional<SelfAvoidance> self;
    private Vec lastJoints = Vec.of();
    private double sinceLastJoints;

    public CommandGuard(GuardLimits limits) {
        this.limits = limits;
        motion = new ToolMotion(limits);
        self = limits.self().map(margin -> new SelfAvoidance(margin, limits.metresPerSecondSquared()));
    }

    /**
     * Where the arm may go in the next {@code seconds}.
     *
     * @param commanded where it was last sent
     * @param wanted where somebody wants it to be
     * @param joints as measured, rad; shape [J]
     */
    public Guarded check(ToolTarget commanded, ToolTarget wanted, Vec joints, double seconds) {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        watchJoints(joints, seconds, broken);
        if (!broken.isEmpty()) {
            motion.rest(); // what the arm does cannot be trusted: it stops where it is
        }
        if (!wanted.isFinite()) {
            broken.add(Rule.NOT_FINITE);
        }
        ToolTarget allowed = commanded;
        if (broken.isEmpty()) {
            ToolTarget eased = inside(commanded, motion.ease(commanded, wanted, seconds, broken), broken);
            allowed = apart(commanded, eased, joints, seconds, broken);
            motion.went(commanded, allowed);
        }
        broken.forEach(this::count);
        return new Guarded(allowed, broken);
    }

    /**
     * The next place of a tool that comes to rest along its way, by its acceleration limit; empty once it stands, or where its joints
     * are out of bounds.
     *
     * @param part of a tick that has passed since it was sent anywhere, 0 to 1
     */
    public Optional<ToolTarget> brake(ToolTarget commanded, Vec joints, double seconds, double part) {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        watchJoints(joints, seconds, broken);
        return broken.isEmpty()
                ? motion.brake(commanded, seconds, part)
                        .map(target -> apart(commanded, inside(commanded, target, broken), joints, seconds, broken))
                : Optional.empty();
    }

    /** The part of a step action (shape [7]) that stays inside the workspace; known before the step, it can be recorded. */
    public Vec reachable(ToolTarget start, Vec action) {
        float[] reachable = action.toArray();
        double[] from = {start.x(), start.y(), start.z()};
        for (int axis = 0; axis < 3; axis++) {
            double end = from[axis] + action.at(axis);
            double inside = clamp(end, axis, from[axis]);
            if (inside != end) {
                reachable[axis] = (float) (inside - from[axis]);
            }
        }
        return Vec.of(reachable);
    }

    /** Where the arm stays, because it cannot be trusted to move. */
    public Guarded refuse(ToolTarget commanded, Rule why) {
        count(why);
        rest();
        return new Guarded(commanded, Set.of(why));
    }

    /** The arm was told to hold: the next command starts from rest. */
    public void rest() {
        motion.rest();
        lastJoints = Vec.of();
        sinceLastJoints = 0;
    }

    /** Notes a command that was refused before it became a pose. */
    public void count(Rule rule) {
        counts.merge(rule, 1L, Long::sum);
    }

    /** How often each rule was broken since the agent started. */
    public Map<Rule, Long> counts() {
        return Map.copyOf(counts);
    }

    /** An arm that measures more rarely than it is driven says the same again in between. */
    private void watchJoints(Vec joints, double seconds, Set<Rule> broken) {
        sinceLastJoints = Math.min(sinceLastJoints + seconds, LONGEST_UNMEASURED);
        compare(joints, broken);
        if (self.isPresent() && self.get().isClosing(joints)) {
            broken.add(Rule.SELF_COLLISION);
        }
        if (!joints.equals(lastJoints)) {
            lastJoints = joints;
            sinceLastJoints = 0;
        }
    }

    private void compare(Vec joints, Set<Rule> broken) {
        for (int j = 0; j < joints.size(); j++) {
            if (joints.at(j) < limits.jointMin().at(j)
                    || joints.at(j) > limits.jointMax().at(j)) {
                broken.add(Rule.JOINT_POSITION);
            }
            boolean known = lastJoints.size() == joints.size();
            if (known
                    && Math.abs(joints.at(j) - lastJoints.at(j))
                            > limits.jointRadiansPerSecond().at(j) * sinceLastJoints) {
                broken.add(Rule.JOINT_SPEED);
            }
        }
    }

    private ToolTarget inside(ToolTarget commanded, ToolTarget target, Set<Rule> broken) {
        double x = clamp(target.x(), 0, commanded.x());
        double y = clamp(target.y(), 1, commanded.y());
        double z = clamp(target.z(), 2, commanded.z());
        double outside = Math.abs(x - target.x()) + Math.abs(y - target.y()) + Math.abs(z - target.z());
        if (outside > ROUNDING_METRES) {
            broken.add(Rule.WORKSPACE);
        }
        return new ToolTarget(x, y, z, target.rotation(), Math.max(-1, Math.min(1, target.gripper())));
    }

    private ToolTarget apart(ToolTarget from, ToolTarget to, Vec joints, double seconds, Set<Rule> broken) {
        return self.map(avoidance -> avoidance.apart(from, to, joints, seconds, broken))
                .orElse(to);
    }

    /** A tool that is outside already, where somebody led it, may come back and go no further; it must not be thrown in. */
    private double clamp(double value, int axis, double from) {
        double low = Math.min(from, limits.workspaceMin().at(axis));
        double high = Math.max(from, limits.workspaceMax().at(axis));
        return Math.max(low, Math.min(high, value));
    }

    /** What a command can do wrong. */
    public enum Rule {
        NOT_FINITE,
        SPEED,
        TURN_RATE,
        ACCELERATION,
        JERK,
        WORKSPACE,
        /** The arm's own links would come nearer each other than they may. */
        SELF_MARGIN,
        /** They are nearer than that, and come nearer still. */
        SELF_COLLISION,
        JOINT_POSITION,
        JOINT_SPEED,
        COMMAND_AGE,
        /** Its sensors cannot be trusted. */
        ARM_TROUBLE,
        /** It does not follow. */
        TOOL_BEHIND;

        /** As it stands in reasons: {@code joint-speed}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is allowed, and what was wrong with what was wanted. */
    public record Guarded(ToolTarget target, Set<Rule> broken) {
        public Guarded {
            broken = Set.copyOf(broken);
        }

        /** Why the command was not cut but refused: the arm brakes, and a person should look. What the arm itself does comes first. */
        public Optional<Rule> brakedBy() {
            return Stream.of(
                            Rule.ARM_TROUBLE,
                            Rule.TOOL_BEHIND,
                            Rule.NOT_FINITE,
                            Rule.JOINT_POSITION,
                            Rule.JOINT_SPEED,
                            Rule.SELF_COLLISION)
                    .filter(broken::contains)
                    .findFirst();
        }

        public boolean isBraked() {
            return brakedBy().isPresent();
        }
    }
}

package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.ControlArbiter;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the policy would do from here while a person has the arm, for that person to see; nothing of it is executed. It is asked once a
 * second, and only while somebody looks on. On the control thread.
 */
final class Foresight {
    private static final long PERIOD_NANOS = 1_000_000_000L;
    private static final int PATIENCE_MILLIS = 1_000;

    /** A server that does not answer is left in peace for a while. */
    private static final long AGAIN_NANOS = 5_000_000_000L;

    /** What was said longer ago is not of here. */
    private static final long OLD_NANOS = 2_500_000_000L;

    /** One second. */
    private static final int STEPS = 10;

    private final RobotId robot;
    private final RobotPorts ports;
    private final ControlArbiter arbiter;
    private @Nullable Future<ActionChunk> answer;
    private @Nullable ToolTarget from;
    private @Nullable List<Vec> path;
    private long dueNanos = Long.MIN_VALUE;
    private long saidNanos;

    Foresight(RobotId robot, RobotPorts ports, ControlArbiter arbiter) {
        this.robot = robot;
        this.ports = ports;
        this.arbiter = arbiter;
    }

    /** Where the tool stands and where the policy would move it, m; nothing where the policy acts, or has not said lately. */
    Optional<List<Vec>> path() {
        return Optional.ofNullable(path);
    }

    /**
     * To be called a few times a second.
     *
     * @param episode that runs
     */
    void look(Optional<EpisodeProgress> episode, boolean isWatched, long nowNanos) {
        boolean isWanted = isWatched && isAttended() && ports.arm().troubles().isEmpty();
        if (!isWanted || !(driver(episode) instanceof ActionSource.Policy policy)) {
            answer = null;
            path = null;
            return;
        }
        hear(policy, nowNanos);
        if (answer == null && nowNanos >= dueNanos) {
            ask(policy, episode.orElseThrow(), nowNanos);
        }
        if (nowNanos - saidNanos > OLD_NANOS) {
            path = null;
        }
    }

    /** A policy that is silent is asked by its episode already. */
    private boolean isAttended() {
        ControlMode mode = arbiter.mode();
        return mode != ControlMode.AUTONOMOUS && mode != ControlMode.STOPPED && !arbiter.isStarving();
    }

    private static @Nullable ActionSource driver(Optional<EpisodeProgress> episode) {
        return episode.map(running -> running.plan().driver()).orElse(null);
    }

    private void ask(ActionSource.Policy policy, EpisodeProgress episode, long nowNanos) {
        dueNanos = nowNanos + PERIOD_NANOS;
        from = ports.arm().commanded();
        long noiseSeed = episode.plan().seed();
        answer = ports.foresight()
                .ask(
                        new Question(
                                robot,
                                policy.version(),
                                episode.instruction(),
                                ports.arm().observe(),
                                noiseSeed,
                                Optional.empty()),
                        PATIENCE_MILLIS);
    }

    private void hear(ActionSource.Policy policy, long nowNanos) {
        Future<ActionChunk> asked = answer;
        ToolTarget start = from;
        if (asked == null || start == null || !asked.isComplete()) {
            return;
        }
        answer = null;
        if (asked.failed()) {
            dueNanos = nowNanos + AGAIN_NANOS;
            path = null;
        } else {
            saidNanos = nowNanos;
            path = isUsable(asked.result(), policy) ? path(start, asked.result().actions()) : null;
        }
    }

    private static boolean isUsable(ActionChunk chunk, ActionSource.Policy policy) {
        return chunk.version().equals(policy.version())
                && chunk.actions().stream().allMatch(ActionLimits::isUsable);
    }

    private List<Vec> path(ToolTarget start, List<Vec> actions) {
        ActionLimits limits = ports.arm().model().actions();
        List<Vec> positions = new ArrayList<>(List.of(position(start)));
        ToolTarget target = start;
        for (Vec action : actions.subList(0, Math.min(STEPS, actions.size()))) {
            target = target.moved(limits.clip(action), 1);
            positions.add(position(target));
        }
        return List.copyOf(positions);
    }

    private static Vec position(ToolTarget target) {
        return Vec.of((float) target.x(), (float) target.y(), (float) target.z());
    }
}

package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.TeleopCommand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arbitrates the arm between the episode's driver and people.
 *
 * <pre>
 *   AUTONOMOUS ─take over─► ALIGN ─press─► HUMAN        any ─stop─► STOPPED ─clear─► HOLD
 *       ▲                     ▲ ◄─release─┘ │
 *       └──resume── HOLD ─────┘ ◄──silence──┘
 * </pre>
 *
 * <p>Three rules stand above all others. An operator who falls silent does not hand the arm back to the policy, which may be
 * what they were saving it from: it holds. After silence, messages that come through again move nothing: the operator must
 * take over anew. Once stopped, only a person's clearing leads on, and it leads to HOLD.
 *
 * <p>A released pad keeps the lease and goes to ALIGN, where nothing moves; a new press is enough to go on, within the life
 * of the lease. Without a running episode AUTONOMOUS means that the robot may be given one.
 *
 * <p>Not thread-safe; the control loop owns it. Time is an argument, so a simulation can run it faster than life.
 */
public final class ControlArbiter {
    /** The reason while the policy's answer is missing: the only hold that ends without a person. */
    public static final String POLICY_SILENT = "policy-silent";

    private final Limits limits;
    private ControlMode mode;
    private @Nullable OperatorId holder;
    private long epoch;
    private String reason;
    private long heardNanos;
    private long lastSequence = Long.MIN_VALUE;
    private long changes;

    private ControlArbiter(Limits limits, ControlMode mode, long epoch, String reason) {
        this.limits = limits;
        this.mode = mode;
        this.epoch = epoch;
        this.reason = reason;
    }

    /**
     * Begins after a start of the agent. A restart restores no control: a stop stays latched, a person's hold stays a hold,
     * and every lease is gone.
     *
     * @param last what was last in force, if this robot has ever run
     */
    public static ControlArbiter starting(Limits limits, Optional<Authority> last) {
        long epoch = last.map(Authority::epoch).orElse(0L) + 1;
        ControlMode mode = last.map(Authority::mode).orElse(ControlMode.AUTONOMOUS);
        if (mode == ControlMode.STOPPED) {
            return new ControlArbiter(limits, mode, epoch, "stopped-before-restart");
        }
        boolean free = mode == ControlMode.AUTONOMOUS
                || last.map(Authority::reason).orElse("").equals(POLICY_SILENT);
        return free
                ? new ControlArbiter(limits, ControlMode.AUTONOMOUS, epoch, "agent-started")
                : new ControlArbiter(limits, ControlMode.HOLD, epoch, "agent-restarted");
    }

    /** Whether the arm stays where it is until a person does something; a wait for the policy ends without one. */
    public static boolean isHeld(Authority authority) {
        return authority.mode() == ControlMode.STOPPED
                || (authority.mode() == ControlMode.HOLD && !authority.reason().equals(POLICY_SILENT));
    }

    public Authority authority() {
        return new Authority(mode, Optional.ofNullable(holder), epoch, reason);
    }

    public ControlMode mode() {
        return mode;
    }

    /** Whether the episode's driver or a person moves the arm. */
    public boolean isDriven() {
        return mode == ControlMode.AUTONOMOUS || mode == ControlMode.HUMAN;
    }

    /** Grows at each change; whoever saw another number must not go on with what was planned then. */
    public long changes() {
        return changes;
    }

    public Verdict takeOver(OperatorId operator, long nowNanos) {
        if (mode == ControlMode.STOPPED) {
            return Verdict.refuse("the robot is stopped; clear the stop first");
        }
        if (holder != null && !holder.equals(operator)) {
            return Verdict.refuse(CommandResult.Refusal.HELD, holder + " holds this robot");
        }
        heardNanos = nowNanos;
        lastSequence = Long.MIN_VALUE;
        lease(operator);
        return to(ControlMode.ALIGN, "taken-over");
    }

    public Verdict handBack(OperatorId operator, long commandEpoch) {
        if (!operator.equals(holder) || commandEpoch != epoch) {
            return Verdict.refuse("this lease is over");
        }
        lease(null);
        return to(ControlMode.HOLD, "handed-back");
    }

    public Verdict resume() {
        if (mode != ControlMode.HOLD || holder != null) {
            return holder == null
                    ? Verdict.refuse("only a robot in HOLD can resume")
                    : Verdict.refuse(CommandResult.Refusal.HELD, holder + " holds this robot; hand back first");
        }
        return to(ControlMode.AUTONOMOUS, "resumed");
    }

    /** Anyone may hold; a lease is kept, but its holder must take over anew. */
    public Verdict hold(String why) {
        return mode == ControlMode.STOPPED ? Verdict.refuse("the robot is stopped") : to(ControlMode.HOLD, why);
    }

    public Verdict stop(String why) {
        if (mode == ControlMode.STOPPED) {
            return Verdict.accept("already stopped");
        }
        lease(null);
        return to(ControlMode.STOPPED, why);
    }

    public Verdict clearStop() {
        return mode == ControlMode.STOPPED
                ? to(ControlMode.HOLD, "stop-cleared")
                : Verdict.refuse("the robot is not stopped");
    }

    /** The policy is silent while nobody else acts: a hold that {@link #endStarvation} may end. */
    public void starve() {
        if (mode == ControlMode.AUTONOMOUS) {
            to(ControlMode.HOLD, POLICY_SILENT);
        }
    }

    /** The policy answers again, or its episode is over. */
    public void endStarvation(String why) {
        if (isStarving()) {
            to(ControlMode.AUTONOMOUS, why);
        }
    }

    public boolean isStarving() {
        return mode == ControlMode.HOLD && holder == null && reason.equals(POLICY_SILENT);
    }

    /** Answers whether the command counts: right operator, right epoch, in order, and a lease that has not lapsed. */
    public boolean hear(TeleopCommand command, long nowNanos) {
        tick(nowNanos);
        if (!command.operator().equals(holder) || command.epoch() != epoch || command.sequence() <= lastSequence) {
            return false;
        }
        lastSequence = command.sequence();
        heardNanos = nowNanos;
        if (mode == ControlMode.ALIGN && command.enable()) {
            to(ControlMode.HUMAN, "operator-moves");
        } else if (mode == ControlMode.HUMAN && !command.enable()) {
            to(ControlMode.ALIGN, "released");
        }
        return mode == ControlMode.HUMAN || mode == ControlMode.ALIGN;
    }

    public void tick(long nowNanos) {
        if (holder == null) {
            return;
        }
        if (nowNanos - heardNanos > limits.leaseNanos()) {
            lease(null);
            to(ControlMode.HOLD, "lease-expired");
        } else if (mode == ControlMode.HUMAN && nowNanos - heardNanos > limits.silenceNanos()) {
            to(ControlMode.HOLD, "operator-silent");
        }
    }

    private void lease(@Nullable OperatorId operator) {
        holder = operator;
        epoch++;
    }

    private Verdict to(ControlMode next, String why) {
        mode = next;
        reason = why;
        changes++;
        return Verdict.accept(why);
    }

    /**
     * How long silence is borne.
     *
     * @param silenceNanos then the robot holds
     * @param leaseNanos then the lease is free for others
     */
    public record Limits(long silenceNanos, long leaseNanos) {}
}

package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.robot.control.ControlArbiter;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.Arrays;
import java.util.Optional;

/** What must hold of one robot after every event, whatever people say and whatever breaks. */
final class RobotWatch {
    /** Half a second of silence, and the tick that notices; the way through the broker is besides. */
    private static final long SILENCE_NANOS = (500 + 21) * MILLI;

    /** A command lives for two seconds, and clocks may be a second off. */
    private static final long COMMAND_COUNTS_NANOS = 3_100 * MILLI;

    private final RobotProcess robot;
    private final World world;
    private ToolTarget pose;
    private Authority last = new Authority(ControlMode.AUTONOMOUS, Optional.empty(), 0, "never started");
    private int session;
    private long recorded;
    private long pressedNanos = Long.MIN_VALUE / 2;
    private long clearingNanos = Long.MIN_VALUE / 2;
    private long resumingNanos = Long.MIN_VALUE / 2;
    private int clearings;
    private int stops;

    RobotWatch(RobotProcess robot, World world) {
        this.robot = robot;
        this.world = world;
        pose = robot.arm().commanded();
    }

    /** An operator's pad sends that it is pressed. */
    void pressed() {
        pressedNanos = world.time().nanoTime();
    }

    /** An operator asks to clear a stop. */
    void clearing() {
        clearingNanos = world.time().nanoTime();
        clearings++;
    }

    /** An operator asks to let the driver go on. */
    void resuming() {
        resumingNanos = world.time().nanoTime();
    }

    /** How often it was stopped so far. */
    int stops() {
        return stops;
    }

    void check() {
        ToolTarget now = robot.arm().commanded();
        boolean moved = !isSame(now, pose);
        pose = now;
        Optional<RobotState> state = robot.state();
        if (state.isEmpty()) {
            require(!moved, "an arm without an agent moved", last);
            return;
        }
        long before = recorded;
        recorded = robot.spool().orElseThrow().last();
        boolean inEpisode = state.get().episode().isPresent() || recorded > before;
        Authority authority = state.get().authority();
        require(!moved || mayMove(authority.mode(), inEpisode), "the arm moved though nobody holds it", authority);
        checkAuthority(authority);
        last = authority;
        session = robot.sessions();
    }

    private static boolean mayMove(ControlMode mode, boolean inEpisode) {
        return mode == ControlMode.HUMAN || (mode == ControlMode.AUTONOMOUS && inEpisode);
    }

    private void checkAuthority(Authority now) {
        boolean restarted = session != robot.sessions();
        require(now.epoch() >= last.epoch() + (restarted ? 1 : 0), "the epoch did not grow", now);
        boolean sameHolder = now.holder().equals(last.holder());
        require(sameHolder || now.epoch() > last.epoch(), "a lease changed within its epoch", now);
        require(!restarted || now.holder().isEmpty(), "a restart restored control", now);
        boolean driven = now.mode() == ControlMode.HUMAN || now.mode() == ControlMode.ALIGN;
        require(!driven || now.holder().isPresent(), "nobody holds the lease", now);
        long way = 2 * world.maxDelayNanos();
        boolean heard = world.time().nanoTime() - pressedNanos <= SILENCE_NANOS + way;
        require(heard || now.mode() != ControlMode.HUMAN, "a silent operator keeps control", now);
        require(now.mode() != ControlMode.AUTONOMOUS || now.holder().isEmpty(), "the driver has a person's lease", now);
        watchStop(now);
        watchResume(now);
    }

    private void watchStop(Authority now) {
        boolean wasStopped = last.mode() == ControlMode.STOPPED;
        boolean isStopped = now.mode() == ControlMode.STOPPED;
        stops += isStopped && !wasStopped ? 1 : 0;
        if (wasStopped && !isStopped) {
            boolean asked = world.time().nanoTime() - clearingNanos <= COMMAND_COUNTS_NANOS;
            require(asked && clearings >= stops, "a stop was left though nobody cleared it", now);
        }
    }

    /** Nothing but a person lets the driver go on; only a driver that was missed itself may come back. */
    private void watchResume(Authority now) {
        boolean free = last.mode() == ControlMode.AUTONOMOUS
                || (last.mode() == ControlMode.HOLD && last.reason().equals(ControlArbiter.POLICY_SILENT));
        boolean asked = world.time().nanoTime() - resumingNanos <= COMMAND_COUNTS_NANOS;
        require(free || asked || now.mode() != ControlMode.AUTONOMOUS, "the driver goes on though nobody let it", now);
    }

    private void require(boolean holds, String otherwise, Authority now) {
        if (!holds) {
            throw new AssertionError(robot.id() + " at " + world.time().millis() + " ms: " + otherwise + "; it was "
                    + last + " and is " + now);
        }
    }

    private static boolean isSame(ToolTarget a, ToolTarget b) {
        return a.x() == b.x()
                && a.y() == b.y()
                && a.z() == b.z()
                && a.gripper() == b.gripper()
                && Arrays.equals(a.rotation().matrix(), b.rotation().matrix());
    }
}

package dev.fleetrl.robot;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.control.ControlArbiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the robot is at one moment, for its state message. */
final class SelfReport {
    private final RobotIdentity identity;
    private final RobotPorts ports;
    private final ControlArbiter arbiter;
    private final Readiness readiness;
    private final Episodes episodes;
    private final CommandDesk desk;
    private final Telemetry telemetry;
    private final AuthorityMemory memory;
    private final Foresight foresight;

    SelfReport(
            RobotIdentity identity,
            RobotPorts ports,
            ControlArbiter arbiter,
            Readiness readiness,
            Episodes episodes,
            CommandDesk desk,
            Telemetry telemetry,
            AuthorityMemory memory) {
        this.identity = identity;
        this.ports = ports;
        this.arbiter = arbiter;
        this.readiness = readiness;
        this.episodes = episodes;
        this.desk = desk;
        this.telemetry = telemetry;
        this.memory = memory;
        foresight = new Foresight(identity.robot(), ports, arbiter);
    }

    /** Whether what the robot sees is kept or leaves it for people; said truthfully to all, and by the light. */
    boolean isRecording() {
        boolean isWatched = desk.audience().isThere(ports.clock().nowNanos());
        return episodes.isRecording() || (isWatched && !episodes.isRecordingPaused());
    }

    /** Looks ahead for people who look on; before each state. */
    void lookAhead(long nowNanos) {
        Optional<EpisodeProgress> running =
                episodes.activity() == Activity.RUNNING ? episodes.progress() : Optional.empty();
        foresight.look(running, desk.audience().isLive(nowNanos), nowNanos);
    }

    RobotState now() {
        Arm.Reading reading = ports.arm().read();
        Activity activity = episodes.activity();
        List<String> obstacles = readiness.obstacles();
        if (activity == Activity.IDLE || activity == Activity.RESETTING) {
            obstacles.addAll(ports.workcell().obstacles());
        }
        List<String> warnings = new ArrayList<>(obstacles);
        warnings.addAll(readiness.warnings());
        Stream.of(episodes.trouble(), episodes.keepingTrouble(), memory.trouble())
                .filter(words -> !words.isEmpty())
                .forEach(warnings::add);
        return new RobotState(
                identity.robot(),
                identity.session(),
                telemetry.nextState(),
                ports.clock().nowMillis(),
                arbiter.authority(),
                activity == Activity.IDLE && obstacles.isEmpty(),
                episodes.progress(),
                reading.toolPose(),
                reading.gripper(),
                ports.spool().size(),
                warnings,
                Optional.of(activity),
                Optional.of(isRecording()),
                foresight.path());
    }
}

package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.Verdict;
import dev.fleetrl.robot.uplink.Uplink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The robot's episodes, one after the other: opens them, lets them run, closes them. */
final class Episodes {
    private static final int HZ = 10;

    /** A person lays out the scene, steps back, and lets the robot go on. */
    private static final String RESET = "reset-the-scene";

    private final RobotIdentity identity;
    private final RobotPorts ports;
    private final RobotSettings settings;
    private final ControlStation station;
    private final Uplink uplink;
    private final Telemetry telemetry;
    private @Nullable EpisodeRun run;
    private long starvations;

    Episodes(
            RobotIdentity identity,
            RobotPorts ports,
            RobotSettings settings,
            ControlStation station,
            Uplink uplink,
            Telemetry telemetry) {
        this.identity = identity;
        this.ports = ports;
        this.settings = settings;
        this.station = station;
        this.uplink = uplink;
        this.telemetry = telemetry;
    }

    /** @param obstacles why none may begin now */
    Verdict begin(EpisodePlan plan, List<String> obstacles) {
        if (run != null || !obstacles.isEmpty()) {
            return Verdict.refuse(run != null ? "an episode is running" : obstacles.get(0));
        }
        if (uplink.isFull()) {
            return Verdict.refuse("what is recorded cannot be kept; see the agent's log");
        }
        if (!ports.workcell().tasks().contains(plan.task())) {
            return Verdict.refuse("this robot does not know the task " + plan.task());
        }
        if (!knows(plan.driver())) {
            return Verdict.refuse("this robot cannot be driven by " + plan.driver());
        }
        Optional<String> refusal = ports.workcell().refusal(plan);
        if (refusal.isPresent()) {
            return Verdict.refuse(refusal.get());
        }
        Workcell.Start scene = ports.workcell().reset(plan);
        if (ports.workcell().resetsItself()) {
            ports.arm().forget();
        }
        station.arm().stop();
        uplink.append(new EpisodeEvent.Opened(
                plan.episode(),
                identity.robot(),
                identity.session(),
                plan,
                scene.instruction(),
                HZ,
                scene.timeLimitSteps(),
                ports.clock().nowMillis()));
        var reports = new EpisodeRun.Reports(
                uplink::append, reason -> telemetry.help(plan.episode(), reason), () -> starvations++);
        run = new EpisodeRun(plan, scene, station, driver(plan, scene), reports, ports.clock(), settings);
        return Verdict.accept("started");
    }

    /** Ends the running episode with somebody's verdict. */
    Verdict end(Ending verdict) {
        if (run == null) {
            return Verdict.refuse("no episode is running");
        }
        run.end(verdict);
        return Verdict.accept("judged");
    }

    boolean isRunning() {
        return run != null;
    }

    /** Whether somebody who looks on once a step should look now. */
    boolean isBetweenSteps(long nowNanos) {
        return run != null && run.isBetweenSteps(nowNanos);
    }

    /** One tick of the running episode; false if the arm's own time stood still. */
    boolean tick(long nowNanos) {
        EpisodeRun current = run;
        if (current == null) {
            return true;
        }
        if (uplink.isFull()) {
            current.end(new Ending(Outcome.ABORTED, "spool-full", OutcomeSource.AGENT));
        }
        boolean advanced = true;
        if (current.over().isPresent()) {
            station.arm().brake();
        } else {
            advanced = current.tick(nowNanos);
        }
        current.over().ifPresent(this::close);
        return advanced;
    }

    double pace() {
        return run == null ? 1 : run.pace();
    }

    Optional<EpisodeProgress> progress() {
        return Optional.ofNullable(run).map(EpisodeRun::progress);
    }

    /** What a person should know; empty if all is well. */
    String trouble() {
        return run == null ? "" : run.trouble();
    }

    long starvations() {
        return starvations;
    }

    private void close(EpisodeEvent.Closed closed) {
        uplink.append(closed);
        run = null;
        station.arbiter().endStarvation("episode-over");
        awaitReset();
    }

    /** Nobody may be near an arm that could begin by itself: after a start, too. */
    void awaitReset() {
        if (!ports.workcell().resetsItself()) {
            station.arbiter().hold(RESET);
        }
    }

    private boolean knows(ActionSource driver) {
        return driver instanceof ActionSource.Policy
                || (driver instanceof ActionSource.Demonstration demonstration
                        && ports.workcell().demonstrators().contains(demonstration.by()));
    }

    private Driver driver(EpisodePlan plan, Workcell.Start scene) {
        ActionLimits limits = ports.arm().model().actions();
        if (plan.driver() instanceof ActionSource.Policy policy) {
            var episode = new PolicyDriver.Episode(
                    identity.robot(),
                    scene.instruction(),
                    limits,
                    settings.chunkExecution(),
                    settings.policySilenceMillis(),
                    settings.firstAnswerMillis());
            return new PolicyDriver(ports.policy(), plan, policy, episode);
        }
        return new DemonstrationDriver(ports.workcell(), plan.driver(), limits);
    }
}

package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.Verdict;
import dev.fleetrl.robot.uplink.Uplink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The robot's episodes, one after the other: opens them, lets them run, closes them. */
final class Episodes {
    private static final int HZ = 10;
    private static final String PAUSED = "recording is paused: no new episode until a person lets it record again";

    private final RobotIdentity identity;
    private final RobotPorts ports;
    private final RobotSettings settings;
    private final ControlStation station;
    private final Uplink uplink;
    private final Telemetry telemetry;
    private final SceneReset reset;
    private final RecordingSwitch recording;
    private final Drivers drivers;
    private @Nullable EpisodeRun run;
    private @Nullable LabelWait label;
    private boolean isLast;
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
        drivers = new Drivers(identity.robot(), ports, settings, station.arbiter(), telemetry);
        recording = new RecordingSwitch(ports.spool(), ports.io());
        reset = new SceneReset(
                ports.workcell(),
                station.arbiter(),
                ports.clock().nanos(),
                episode -> telemetry.help(episode, HelpRequest.RESET_FAILED));
        reset.byPerson();
    }

    /** @param obstacles why none may begin now */
    Verdict begin(EpisodePlan plan, List<String> obstacles) {
        Optional<String> refusal = refusal(plan, obstacles);
        return refusal.isPresent() ? Verdict.refuse(refusal.get()) : begin(plan);
    }

    private Optional<String> refusal(EpisodePlan plan, List<String> obstacles) {
        if (isOpen() || !obstacles.isEmpty()) {
            return Optional.of(isOpen() ? "an episode is running" : obstacles.get(0));
        }
        if (recording.isPaused()) {
            return Optional.of(PAUSED);
        }
        if (uplink.isFull()) {
            return Optional.of("what is recorded cannot be kept; see the agent's log");
        }
        if (!ports.workcell().tasks().contains(plan.task())) {
            return Optional.of("this robot does not know the task " + plan.task());
        }
        if (!Drivers.know(plan.driver())) {
            return Optional.of("this robot cannot be driven by " + plan.driver());
        }
        return reset.refusal(plan).or(() -> ports.workcell().refusal(plan));
    }

    private Verdict begin(EpisodePlan plan) {
        Workcell.Start scene = ports.workcell().reset(plan);
        if (ports.workcell().resetsItself()) {
            ports.arm().forget();
        }
        station.motion().forget();
        station.arm().stop();
        uplink.append(new EpisodeEvent.Opened(
                plan.episode(),
                identity.robot(),
                identity.session(),
                plan,
                scene.instruction(),
                HZ,
                scene.timeLimitSteps(),
                ports.clock().nowMillis(),
                reset.takeMillis(),
                ports.workcell().judgeFarAway(plan.task())));
        var reports = new EpisodeRun.Reports(
                uplink::append, reason -> telemetry.help(plan.episode(), reason), () -> starvations++);
        run = new EpisodeRun(plan, scene, station, drivers.of(plan, scene), reports, ports.clock(), settings);
        return Verdict.accept("started");
    }

    /** Ends the running episode with somebody's verdict. */
    Verdict end(Ending verdict) {
        LabelWait waiting = label;
        if (waiting != null) {
            RobotClock clock = ports.clock();
            close(waiting.closed(verdict, clock.nowNanos(), clock.nowMillis()), waiting.progress());
        } else if (run != null) {
            run.end(verdict);
        } else {
            return Verdict.refuse("no episode is running");
        }
        return Verdict.accept("judged");
    }

    /** What is open is closed without another step, and the scene is left as it is. */
    Verdict pauseRecording() {
        Verdict verdict = recording.pause();
        telemetry.darken(true);
        telemetry.stateIsNews();
        end(new Ending(Outcome.ABORTED, Ending.RECORDING_PAUSED, OutcomeSource.HUMAN));
        return verdict;
    }

    /** Life went on meanwhile: where somebody lays out scenes, a person lets the robot go on. */
    Verdict resumeRecording() {
        Verdict verdict = recording.resume();
        if (verdict.accepted()) {
            telemetry.darken(false);
            telemetry.stateIsNews();
            station.motion().forget();
            reset.byPerson();
        }
        return verdict;
    }

    boolean isRecordingPaused() {
        return recording.isPaused();
    }

    /** The verdict of {@link #pauseRecording} or {@link #resumeRecording} with what the disk said; on the io executor. */
    Verdict asKept(Verdict verdict) {
        return recording.asKept(verdict);
    }

    void retryToKeep() {
        recording.retry();
    }

    /** Whether the pause, or its end, would be lost by a restart; empty if not. */
    String keepingTrouble() {
        return recording.trouble();
    }

    /** Whether an episode is being kept. */
    boolean isRecording() {
        return run != null && !recording.isPaused();
    }

    /** Closes what is open, and leaves the scene as it is. What waits for its label has ended already, and is not judged. */
    void shutDown(long nowNanos) {
        isLast = true;
        Ending stopped = new Ending(Outcome.ABORTED, "agent-stopped", OutcomeSource.AGENT);
        if (end(Optional.ofNullable(label)
                        .map(waiting -> waiting.unjudged().ending())
                        .orElse(stopped))
                .accepted()) {
            tick(nowNanos);
        }
    }

    /** What goes on between two episodes: a verdict is waited for, a scene is laid out. */
    void rest(long nowNanos) {
        LabelWait waiting = label;
        if (waiting != null && waiting.isOver(nowNanos)) {
            end(waiting.unjudged().ending());
        }
        if (!recording.isPaused()) {
            reset.poll();
        }
    }

    boolean isWaitingForLabel() {
        return label != null;
    }

    Activity activity() {
        if (recording.isPaused()) {
            return Activity.RECORDING_PAUSED;
        }
        if (isOpen()) {
            return run == null ? Activity.WAITING_FOR_LABEL : Activity.RUNNING;
        }
        return reset.isUnderWay() ? Activity.RESETTING : Activity.IDLE;
    }

    private boolean isOpen() {
        return run != null || label != null;
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
        current.over().ifPresent(closed -> over(closed, current.progress(), nowNanos));
        return advanced;
    }

    double pace() {
        return run == null ? 1 : run.pace();
    }

    Optional<EpisodeProgress> progress() {
        return Optional.ofNullable(run)
                .map(EpisodeRun::progress)
                .or(() -> Optional.ofNullable(label).map(LabelWait::progress));
    }

    /** What a person should know; empty if all is well. */
    String trouble() {
        if (recording.isPaused()) {
            return PAUSED;
        }
        return run == null ? reset.trouble() : run.trouble();
    }

    /** Whether what is open is shown, and not a policy's. */
    boolean isDemonstrated() {
        return progress()
                .filter(open -> open.plan().driver() instanceof ActionSource.Demonstration)
                .isPresent();
    }

    long starvations() {
        return starvations;
    }

    private void over(EpisodeEvent.Closed closed, EpisodeProgress progress, long nowNanos) {
        run = null;
        station.arbiter().endStarvation("episode-over");
        if (closed.ending().wantsPerson()) {
            station.arbiter().hold(closed.ending().reason());
            telemetry.help(closed.episode(), closed.ending().reason());
        }
        long labelMillis = EpisodeRun.isTimeOut(closed.ending())
                ? ports.workcell().labelMillis(progress.plan().task())
                : 0;
        if (labelMillis > 0) {
            station.arbiter().hold("waiting-for-label");
            label = new LabelWait(progress, closed, nowNanos, labelMillis);
        } else {
            close(closed, progress);
        }
    }

    private void close(EpisodeEvent.Closed closed, EpisodeProgress progress) {
        uplink.append(closed);
        label = null;
        if (!isLast && !recording.isPaused()) {
            reset.after(progress.plan());
        }
    }
}

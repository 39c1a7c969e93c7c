package dev.fleetrl.robot;

import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.CommandGuard;
import dev.fleetrl.robot.control.CommandGuard.Guarded;
import dev.fleetrl.robot.control.ControlArbiter;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.episode.EpisodeRecorder;
import dev.fleetrl.robot.episode.EpisodeRecorder.Planned;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One episode on the control thread: five ticks a step, and at each tick whoever the arbiter names moves the arm. */
final class EpisodeRun {
    static final int TICKS_PER_STEP = 5;
    private static final String TIME_OUT = "time-out";

    /** Most time that the first step waits for an arm to feel and see the scene that was laid out. */
    private static final long FIRST_SIGHT_NANOS = 2_000_000_000L;

    private final EpisodePlan plan;
    private final Workcell.Start scene;
    private final ControlStation station;
    private final Driver driver;
    private final EpisodeRecorder recorder;
    private final Reports reports;
    private final RobotClock clock;
    private final RobotSettings settings;
    private final long seenByNanos;
    private Workcell.TaskStatus status;
    private @Nullable Observation kept;
    private @Nullable Planned planned;
    private ToolTarget stepStart;
    private long plannedAtChange;
    private int tick;
    private @Nullable Ending ending;
    private String trouble = "";
    private String brakedBy = "";

    EpisodeRun(
            EpisodePlan plan,
            Workcell.Start scene,
            ControlStation station,
            Driver driver,
            Reports reports,
            RobotClock clock,
            RobotSettings settings) {
        this.plan = plan;
        this.scene = scene;
        this.station = station;
        this.driver = driver;
        this.reports = reports;
        this.clock = clock;
        this.settings = settings;
        recorder = new EpisodeRecorder(plan.episode(), plan.driver());
        seenByNanos = clock.nowNanos() + FIRST_SIGHT_NANOS;
        status = station.workcell().judge();
        stepStart = station.arm().arm().commanded();
        plannedAtChange = station.arbiter().changes();
    }

    /** One tick of 20 ms; false if the step could not begin yet and the arm's own time stood still. */
    boolean tick(long nowNanos) {
        dropOvertakenPlan();
        if (tick == 0 && !begin(nowNanos)) {
            return false;
        }
        move(nowNanos);
        tick++;
        if (tick == TICKS_PER_STEP) {
            tick = 0;
            finishStep();
        }
        return true;
    }

    /** Whether the next tick begins a step. */
    boolean isBetweenSteps(long nowNanos) {
        return tick == 0 && kept == null && !isBlind(nowNanos);
    }

    /** Before its first step an arm may have to wait until it feels and sees the scene that was laid out. */
    private boolean isBlind(long nowNanos) {
        return recorder.steps() == 0
                && nowNanos < seenByNanos
                && !station.arm().arm().troubles().isEmpty();
    }

    double pace() {
        boolean unattended = station.arbiter().mode() == ControlMode.AUTONOMOUS;
        return scene.pace() == 0 && !unattended ? 1 : scene.pace();
    }

    /** A verdict from outside. */
    void end(Ending verdict) {
        ending = verdict;
    }

    /** The event that closes the episode, once it is decided. */
    Optional<EpisodeEvent.Closed> over() {
        return Optional.ofNullable(ending).map(verdict -> recorder.close(verdict, clock.nowMillis()));
    }

    EpisodeProgress progress() {
        return new EpisodeProgress(
                plan,
                scene.instruction(),
                recorder.steps(),
                scene.timeLimitSteps(),
                status.stage(),
                status.stageName());
    }

    /** Whether nobody but the clock has judged. */
    static boolean isTimeOut(Ending verdict) {
        return verdict.reason().equals(TIME_OUT);
    }

    /** What a person should know of this episode; empty if all is well. */
    String trouble() {
        return trouble;
    }

    /** Whoever acts after a change of authority starts from what is seen then, never from an older plan. */
    private void dropOvertakenPlan() {
        if (plannedAtChange != station.arbiter().changes()) {
            plannedAtChange = station.arbiter().changes();
            planned = null;
            kept = null;
            if (!station.arbiter().isStarving()) {
                driver.discard();
                trouble = "";
            }
        }
    }

    private boolean begin(long nowNanos) {
        Arm arm = station.arm().arm();
        if (isBlind(nowNanos) || driver.isStillToCome(recorder.steps())) {
            station.arm().stop();
            return false;
        }
        boolean attended = station.arbiter().mode() != ControlMode.AUTONOMOUS;
        brakedBy = attended ? brakedBy : "";
        station.workcell().attended(attended);
        Observation observation = kept != null ? kept : arm.observe();
        if (!attended) {
            Driver.Drive drive = driver.next(observation, nowNanos);
            if (drive instanceof Driver.Drive.Wait) {
                kept = observation;
                station.arm().rest().ifPresent(this::holdIfBraked);
                return false;
            }
            take(drive);
        } else if (station.arbiter().isStarving() && driver.isBack(observation, nowNanos)) {
            station.arbiter().endStarvation("policy-answers");
            dropOvertakenPlan();
        }
        kept = null;
        stepStart = arm.commanded();
        recorder.begin(
                new EpisodeRecorder.Start(clock.nowMillis(), observation, status.stage(), review(arm), stepStart));
        if (planned != null) {
            planned = recorder.plan(planned, station.arm().guard().reachable(stepStart, planned.action()));
        }
        return true;
    }

    private void take(Driver.Drive drive) {
        if (drive instanceof Driver.Drive.Act act) {
            planned = act.planned();
        } else if (drive instanceof Driver.Drive.Silent silent) {
            planned = null;
            trouble = ControlArbiter.POLICY_SILENT + ": " + silent.why();
            station.arbiter().starve();
            plannedAtChange = station.arbiter().changes();
            reports.starvation().run();
            reports.help().accept(ControlArbiter.POLICY_SILENT);
        }
    }

    private List<Frame> review(Arm arm) {
        int every = settings.reviewEverySteps();
        return every == 0 || recorder.steps() % every != 0
                ? List.of()
                : arm.model().videoCameras().stream()
                        .map(camera -> arm.video(camera).get())
                        .toList();
    }

    private void move(long nowNanos) {
        ControlMode mode = station.arbiter().mode();
        if (mode == ControlMode.AUTONOMOUS && planned != null) {
            ToolTarget wanted = stepStart.moved(planned.action(), (tick + 1) / (double) TICKS_PER_STEP);
            Guarded guarded = station.arm().follow(wanted);
            if (!guarded.isBraked()) {
                recorder.drivenTick(guarded.broken().isEmpty());
            }
            holdIfBraked(guarded);
        } else if (mode == ControlMode.HUMAN && station.motion().isLive(nowNanos)) {
            station.arbiter().authority().holder().ifPresent(recorder::correctedTick);
            ToolTarget from = station.arm().arm().commanded();
            holdIfBraked(station.arm().follow(station.motion().next(from, GuardedArm.TICK_SECONDS, nowNanos)));
        } else {
            station.arm().stay();
        }
    }

    private void holdIfBraked(Guarded guarded) {
        recorder.guarded(guarded.broken());
        if (guarded.brakedBy().isPresent()) {
            String why = "guard-" + guarded.brakedBy().get().code();
            boolean isArms = guarded.brakedBy().get() == CommandGuard.Rule.ARM_TROUBLE;
            if (station.arbiter().mode() == ControlMode.AUTONOMOUS && !isArms) {
                brakedBy = why;
            }
            station.arbiter().hold(why);
            reports.help().accept(why);
        }
    }

    private void finishStep() {
        EpisodeEvent.Stepped stepped = recorder.finish(station.arm().arm().commanded(), TICKS_PER_STEP);
        reports.record().accept(stepped);
        planned = null;
        status = station.workcell().judge();
        if (ending == null) {
            ending = verdict().orElse(null);
        }
    }

    /**
     * Time that passes while nobody acts is no fault of the policy's, whatever the cell's own clock says; unless it is the
     * policy that the guard had to brake. An evaluation, which nobody may help, is then lost at once; and it is lost to a policy
     * that says nothing it could be driven by (intention to treat). An arm in trouble is nobody's fault. What a sensor takes for
     * success while nobody drives may be the work of a hand in the cell; the critic, which says so later, knows who drove then.
     * Of what a person shows the cell says success alone: that it went wrong is theirs to say.
     */
    private Optional<Ending> verdict() {
        Optional<Ending> told = status.ending().filter(end -> !driver.isPerson() || end.outcome() == Outcome.SUCCESS);
        boolean tooLong = told.filter(end -> end.reason().equals(TIME_OUT)).isPresent();
        boolean held = recorder.heldInARow() > 0;
        boolean byHand = held && !driver.isPerson() && isSuccessOfMetal();
        if (told.isPresent() && !(tooLong && held) && !byHand) {
            return told;
        }
        boolean away = tooLong || recorder.heldInARow() >= settings.awaySteps();
        if (!brakedBy.isEmpty() && (away || plan.cohort().isAutonomous())) {
            return Optional.of(new Ending(Outcome.FAILURE, brakedBy, OutcomeSource.AGENT));
        }
        if (byHand) {
            return Optional.of(new Ending(Outcome.ABORTED, Ending.DONE_WHILE_HELD, OutcomeSource.AGENT));
        }
        if (away) {
            boolean silent = station.arbiter().isStarving() || station.arbiter().mode() == ControlMode.AUTONOMOUS;
            boolean lost = silent && plan.cohort().isAutonomous();
            return Optional.of(new Ending(
                    lost ? Outcome.FAILURE : Outcome.ABORTED,
                    silent ? ControlArbiter.POLICY_SILENT : "operator-away",
                    OutcomeSource.AGENT));
        }
        if (recorder.drivenSteps() >= scene.timeLimitSteps()) {
            OutcomeSource source = station.workcell().judgeFarAway(plan.task()).orElse(OutcomeSource.ENVIRONMENT);
            return Optional.of(new Ending(Outcome.FAILURE, TIME_OUT, source));
        }
        return Optional.empty();
    }

    /** Nobody reaches into a cell that lays out its scenes itself. */
    private boolean isSuccessOfMetal() {
        return !station.workcell().resetsItself()
                && status.ending()
                        .filter(end -> end.outcome() == Outcome.SUCCESS && end.source() != OutcomeSource.CRITIC)
                        .isPresent();
    }

    /**
     * Where an episode's news go.
     *
     * @param record takes what is recorded
     * @param help takes the reason why a person is needed
     * @param starvation is told each time the driver left the arm without an action
     */
    record Reports(Consumer<EpisodeEvent> record, Consumer<String> help, Runnable starvation) {}
}

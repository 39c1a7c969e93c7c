package dev.fleetrl.robot;

import static java.lang.System.Logger.Level.INFO;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.CommandGuard;
import dev.fleetrl.robot.control.ControlArbiter;
import dev.fleetrl.robot.control.TeleopMotion;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.control.Verdict;
import dev.fleetrl.robot.uplink.Uplink;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The agent of one robot. {@link #start()} connects it, then one thread calls {@link #tick()} as often as that asks for.
 *
 * <p>What arrives from the broker waits in a bounded inbox with its time of receipt for the control thread; everything that
 * decides runs on the control thread.
 */
public final class RobotAgent {
    private static final System.Logger LOG = System.getLogger(RobotAgent.class.getName());
    private static final long MILLI = 1_000_000L;
    private static final long CHORES_NANOS = 250 * MILLI;

    /** A person moves the tool no faster than the reduced speed of ISO 10218-1, and starts softly. */
    private static final TeleopMotion.Limits PERSON = new TeleopMotion.Limits(0.25, 1.0, 200 * MILLI);

    private final RobotIdentity identity;
    private final RobotTopics topics;
    private final RobotPorts ports;
    private final RobotSettings settings;
    private final ControlStation station;
    private final Readiness readiness;
    private final Telemetry telemetry;
    private final Uplink uplink;
    private final Episodes episodes;
    private final CommandDesk desk;
    private final SelfReport report;
    private final Pacer pacer = new Pacer();
    private final Inbox inbox = new Inbox();
    private final AuthorityMemory memory;
    private Authority told;
    private Consumer<Authority> authorityListener = authority -> {};
    private long ticks;
    private long choresDueNanos;
    private long tickedNanos;

    public RobotAgent(RobotIdentity identity, RobotPorts ports, RobotSettings settings) {
        this.identity = identity;
        topics = RobotTopics.of(identity.site(), identity.robot());
        this.ports = ports;
        this.settings = settings;
        memory = new AuthorityMemory(ports.spool(), ports.io());
        ControlArbiter arbiter = ControlArbiter.starting(
                new ControlArbiter.Limits(settings.operatorSilenceMillis() * MILLI, settings.leaseMillis() * MILLI),
                memory.last());
        station = new ControlStation(new GuardedArm(ports.arm()), ports.workcell(), arbiter, new TeleopMotion(PERSON));
        readiness = new Readiness(arbiter, ports.arm());
        telemetry = new Telemetry(identity, ports);
        uplink = new Uplink(
                ports.spool(),
                ports.link(),
                topics.steps(),
                ports.io(),
                ports.clock().nanos(),
                new Uplink.Limits(
                        settings.maxInFlight(), settings.resendMillis() * MILLI, settings.uploadBytesPerSecond()));
        episodes = new Episodes(identity, ports, settings, station, uplink, telemetry);
        desk = new CommandDesk(
                arbiter,
                episodes,
                plan -> episodes.begin(plan, readiness.obstacles()),
                readiness::resume,
                settings.clockToleranceMillis());
        report = new SelfReport(identity, ports, arbiter, readiness, episodes, desk, telemetry, memory);
        told = arbiter.authority();
        memory.keep(told);
    }

    /** Succeeds when the robot listens. Without a broker the robot waits for one; it needs none to be safe. */
    public Future<Void> start() {
        ports.link().onConnection(connected -> {
            if (connected) {
                telemetry.announce();
                uplink.resend();
            } else {
                inbox.put(() -> readiness.host(false));
            }
        });
        return Future.all(
                        ports.link()
                                .subscribe(
                                        RobotTopics.host(identity.site()),
                                        host -> inbox.put(() -> readiness.host(host.online()))),
                        ports.link().subscribe(topics.commands(), this::received),
                        ports.link().subscribe(topics.teleop(), this::received),
                        ports.link().subscribe(topics.stored(), stored -> {
                            uplink.stored(stored.upTo());
                            return Future.succeededFuture();
                        }),
                        hearTheCritic())
                .mapEmpty();
    }

    /** Brokers of before allow the topic to nobody, so only who needs it asks for it. */
    private Future<Void> hearTheCritic() {
        Workcell cell = ports.workcell();
        return cell.tasks().stream().anyMatch(task -> cell.judgeFarAway(task).isPresent())
                ? ports.link().subscribe(topics.done(), signal -> inbox.put(() -> cell.hear(signal)))
                : Future.succeededFuture();
    }

    /** Called on any thread when something has arrived; {@link #hear} need not wait for the next tick then. */
    public void onArrival(Runnable called) {
        inbox.onArrival(called);
    }

    /** Tells of who moves the arm, now and at each change; on the control thread. To be called before anything ticks. */
    public void onAuthority(Consumer<Authority> listener) {
        authorityListener = listener;
        listener.accept(told);
    }

    /**
     * Reads between two ticks what has arrived; true if the next tick should come now, because nobody moves the arm any more. On
     * the control thread.
     */
    public boolean hear() {
        boolean wasDriven = station.arbiter().isDriven();
        inbox.read();
        boolean isHalted = wasDriven && !station.arbiter().isDriven();
        if (isHalted) {
            double passed = (ports.clock().nowNanos() - tickedNanos) / (double) Pacer.TICK_NANOS;
            station.arm().early(Math.max(0, Math.min(1, passed)));
        }
        return isHalted;
    }

    /** Told, from any thread, why the robot's certificate does not hold; empty while it does. */
    public void certificate(Optional<String> trouble) {
        inbox.put(() -> readiness.certificate(trouble));
    }

    /** One turn of the control loop; answers in how many nanoseconds the next is due. On the control thread. */
    public long tick() {
        long now = ports.clock().nowNanos();
        tickedNanos = now;
        inbox.read();
        station.arbiter().tick(now);
        boolean advanced = turn(now);
        noteAuthority();
        station.motion().note(ports.arm().commanded(), now);
        report(now);
        if (!advanced) {
            return pacer.waiting(now);
        }
        ticks++;
        return pacer.untilNext(now, episodes.pace());
    }

    /** What the robot is at this moment. On the control thread. */
    public RobotState state() {
        return report.now();
    }

    /** How often the driver left the arm without an action. On the control thread. */
    public long starvations() {
        return episodes.starvations();
    }

    /** How often the control loop was too late to catch up. On the control thread. */
    public long overruns() {
        return pacer.overruns();
    }

    /** How often each rule of the guard was broken. On the control thread. */
    public Map<CommandGuard.Rule, Long> guardCounts() {
        return station.arm().guard().counts();
    }

    /** Holds the arm, whatever else is broken. */
    public void brake() {
        station.arm().stop();
    }

    /** Holds the arm and closes what is open. To be called when nothing ticks any more; the ports stay open. */
    public void shutDown() {
        station.arm().stop();
        episodes.shutDown(ports.clock().nowNanos());
        ports.arm().recording(false);
        telemetry.connection(Connection.State.OFFLINE);
    }

    private Future<Void> received(Command command) {
        long nanos = ports.clock().nowNanos();
        long millis = ports.clock().nowMillis();
        return inbox.put(() -> {
            Verdict verdict = desk.answer(command, nanos, millis);
            noteAuthority();
            telemetry.answer(command.header().id(), () -> episodes.asKept(verdict));
        });
    }

    private Future<Void> received(TeleopCommand teleop) {
        long nanos = ports.clock().nowNanos();
        long ageMillis = ports.clock().nowMillis() - teleop.issuedAtMillis();
        return inbox.put(() -> {
            if (ageMillis > teleop.ttlMillis() + settings.clockToleranceMillis()
                    || teleop.twist().size() != 6) {
                station.arm().guard().count(CommandGuard.Rule.COMMAND_AGE);
                return;
            }
            steer(teleop, nanos);
        });
    }

    private void steer(TeleopCommand teleop, long receivedNanos) {
        ControlMode before = station.arbiter().mode();
        if (!station.arbiter().hear(teleop, receivedNanos)) {
            return;
        }
        ControlMode now = station.arbiter().mode();
        if (now == ControlMode.HUMAN && before != ControlMode.HUMAN) {
            station.motion().engage(receivedNanos);
        }
        station.motion().on(teleop, receivedNanos);
    }

    private boolean turn(long now) {
        if (episodes.isRunning() ? episodes.isBetweenSteps(now) : ticks % EpisodeRun.TICKS_PER_STEP == 0) {
            ports.listener().onStep(state(), ticks * Pacer.TICK_NANOS / MILLI);
        }
        if (episodes.isRunning()) {
            return episodes.tick(now);
        }
        episodes.rest(now);
        idle(now);
        return true;
    }

    /** Without an episode only a person moves the arm, and nothing is recorded. */
    private void idle(long now) {
        if (station.arbiter().mode() == ControlMode.HUMAN && station.motion().isLive(now)) {
            ToolTarget from = ports.arm().commanded();
            ToolTarget wanted = station.motion().next(from, GuardedArm.TICK_SECONDS, now);
            var braked = station.arm().follow(wanted).brakedBy();
            braked.ifPresent(rule -> station.arbiter().hold("guard-" + rule.code()));
        } else {
            station.arm().brake();
        }
    }

    /** A change of authority is logged, and goes to the disk before anybody is told of it. */
    private void noteAuthority() {
        Authority authority = station.arbiter().authority();
        if (authority.equals(told)) {
            return;
        }
        LOG.log(INFO, "{0}: {1} -> {2} ({3})", identity.robot(), told.mode(), authority.mode(), authority.reason());
        told = authority;
        station.motion().on(authority.mode());
        memory.keep(authority);
        authorityListener.accept(authority);
        telemetry.stateIsNews();
    }

    private void report(long now) {
        if (telemetry.isStateDue(now)) {
            report.lookAhead(now);
            telemetry.state(state(), now);
        }
        ports.arm().recording(report.isRecording());
        if (!episodes.isRecordingPaused()) {
            telemetry.video(now, desk.audience());
        }
        if (now >= choresDueNanos) {
            choresDueNanos = now + CHORES_NANOS;
            uplink.tick();
            memory.retry();
            episodes.retryToKeep();
            ports.io()
                    .execute(() ->
                            readiness.records(ports.spool(), ports.diskUsed().getAsDouble()));
        }
    }
}

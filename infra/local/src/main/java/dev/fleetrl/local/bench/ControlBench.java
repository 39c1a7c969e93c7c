package dev.fleetrl.local.bench;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.local.broker.EmbeddedMqtt;
import dev.fleetrl.policy.bench.Stopwatch;
import dev.fleetrl.robot.ControlLoop;
import dev.fleetrl.robot.RobotAgent;
import dev.fleetrl.robot.RobotClock;
import dev.fleetrl.robot.RobotIdentity;
import dev.fleetrl.robot.RobotPorts;
import dev.fleetrl.robot.RobotSettings;
import dev.fleetrl.robot.StepListener;
import dev.fleetrl.robot.arm.attended.AttendedCell;
import dev.fleetrl.robot.arm.attended.AttendedTask;
import dev.fleetrl.robot.policy.OpenPiClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How steadily an agent's control loop turns while another thread keeps a core busy, and how soon an arm that can stop within a tick
 * hears of what a person says: from where the message reaches the agent, and from the tablet, the MQTT broker and its network included.
 */
final class ControlBench {
    private static final double MOST_JITTER_MILLIS = 2;
    private static final double MOST_LATENCY_MILLIS = 5;
    private static final long TICK_NANOS = 20_000_000L;
    private static final double MILLI = 1e6;
    private static final int TTL_MILLIS = 500;
    private static final float SPEED = 0.05f;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final SiteId SITE = new SiteId("bench");
    private static final RobotId ROBOT = new RobotId("robot-1");
    private static final OperatorId KIM = new OperatorId("kim");

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedMqtt broker = EmbeddedMqtt.inMemory(0);
    private final ExecutorService io = Executors.newSingleThreadExecutor();
    private final TimedArm arm = new TimedArm();
    private final SplittableRandom random = new SplittableRandom(1);
    private final RobotTopics topics = RobotTopics.of(SITE, ROBOT);
    private final Spool spool;
    private final NotingLink robots;
    private final Link people;
    private final ControlLoop loop;
    private volatile Authority authority = new Authority(ControlMode.HOLD, Optional.empty(), 0, "unheard");
    private long sequence;

    private ControlBench(Path folder) {
        spool = Spool.open(folder.resolve("spool.db"), ROBOT, 1_000_000, Spool.Durability.PROCESS_KILL, 0);
        robots = new NotingLink(link("robot"));
        people = link("people");
        RobotPorts ports = new RobotPorts(
                robots,
                new OpenPiClient(vertx, URI.create("ws://127.0.0.1:9")),
                new OpenPiClient(vertx, URI.create("ws://127.0.0.1:9")),
                arm,
                AttendedCell.byPerson(AttendedTask.byPerson(new TaskId("pick"), "put it away", 20, 0)),
                spool,
                () -> 0,
                RobotClock.system(),
                io,
                Runnable::run,
                StepListener.NONE);
        RobotAgent agent =
                new RobotAgent(new RobotIdentity(SITE, ROBOT, "s1", "bench"), ports, RobotSettings.REFERENCE);
        loop = new ControlLoop(ROBOT.value(), agent, () -> {});
        done(people.subscribe(topics.state(), this::seen));
        done(agent.start());
        loop.start();
    }

    /**
     * @param folder empty
     * @param ticks that the loop is watched for
     * @param trials of each kind of message
     */
    static List<Figure> run(Path folder, int ticks, int trials) throws Exception {
        ControlBench bench = new ControlBench(folder);
        BusyCore busy = new BusyCore();
        try {
            List<Figure> figures = new ArrayList<>(bench.jitter(ticks));
            figures.addAll(bench.messages(trials));
            return figures;
        } finally {
            busy.rest();
            bench.close();
        }
    }

    private List<Figure> jitter(int ticks) throws InterruptedException {
        arm.told.clear();
        long before = next().nanos();
        List<Double> errors = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            long now = next().nanos();
            errors.add(Math.abs(now - before - TICK_NANOS) / MILLI);
            before = now;
        }
        return List.of(
                Figure.ofNote("period error at 50 Hz beside a busy core, p50", quantile(errors, 0.5), "ms"),
                Figure.atMost(
                        "period error at 50 Hz beside a busy core, p99",
                        quantile(errors, 0.99),
                        "ms",
                        MOST_JITTER_MILLIS));
    }

    private List<Figure> messages(int trials) throws InterruptedException {
        List<Double> stops = new ArrayList<>();
        List<Double> stopsWithin = new ArrayList<>();
        List<Double> moves = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            takeOver();
            Answer moved = answer(true, () -> steer(SPEED));
            moves.add(moved.millisSince(moved.saidNanos()));
            Answer stopped = answer(false, () -> say(topics.commands(), new Command.Stop(header(), KIM)));
            stops.add(stopped.millisSince(stopped.saidNanos()));
            stopsWithin.add(stopped.millisSince(robots.commandNanos()));
            say(topics.commands(), new Command.ClearStop(header(), KIM));
            await("the stop is cleared", () -> authority.mode() == ControlMode.HOLD);
        }
        return List.of(
                Figure.ofNote("stop, from message to arm, p50", quantile(stopsWithin, 0.5), "ms"),
                Figure.atMost("stop, from message to arm, p99", quantile(stopsWithin, 0.99), "ms", MOST_LATENCY_MILLIS),
                Figure.ofNote("stop, from tablet to arm, p50", quantile(stops, 0.5), "ms"),
                Figure.ofNote("stop, from tablet to arm, p99", quantile(stops, 0.99), "ms"),
                Figure.ofNote("motion, from tablet to arm (waits for a tick), p50", quantile(moves, 0.5), "ms"),
                Figure.ofNote("motion, from tablet to arm (waits for a tick), p99", quantile(moves, 0.99), "ms"));
    }

    /** When a word was said, and when the arm was told of it. */
    private record Answer(long saidNanos, long toldNanos) {
        double millisSince(long nanos) {
            return (toldNanos - nanos) / MILLI;
        }
    }

    /** The arm is in a person's hand, and stands. */
    private void takeOver() {
        say(topics.commands(), new Command.TakeOver(header(), KIM));
        await("the arm is taken over", () -> authority.mode() == ControlMode.ALIGN);
        steer(0);
        await("the person drives", () -> authority.mode() == ControlMode.HUMAN);
    }

    /** A word, at any moment of a tick, and the first that the arm is told of that kind. */
    private Answer answer(boolean moves, Runnable word) throws InterruptedException {
        LockSupport.parkNanos(random.nextLong(TICK_NANOS));
        arm.told.clear();
        long start = System.nanoTime();
        word.run();
        TimedArm.Told told = next();
        while (told.moves() != moves || told.nanos() < start) {
            told = next();
        }
        return new Answer(start, told.nanos());
    }

    private void steer(float metresPerSecond) {
        sequence++;
        say(
                topics.teleop(),
                new TeleopCommand(
                        KIM,
                        authority.epoch(),
                        sequence,
                        System.currentTimeMillis(),
                        TTL_MILLIS,
                        true,
                        Vec.of(metresPerSecond, 0, 0, 0, 0, 0),
                        0));
    }

    private TimedArm.Told next() throws InterruptedException {
        TimedArm.Told told = arm.told.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        if (told == null) {
            throw new IllegalStateException("the control loop stands");
        }
        return told;
    }

    private Future<Void> seen(RobotState state) {
        authority = state.authority();
        return Future.succeededFuture();
    }

    private <M> void say(Topic<M> topic, M message) {
        var unused = people.publish(topic, message);
    }

    private Command.Header header() {
        sequence++;
        long now = System.currentTimeMillis();
        return new Command.Header("c" + sequence, now, now + TTL_MILLIS);
    }

    private Link link(String name) {
        return MqttWire.open(
                vertx.getOrCreateContext(),
                MqttSettings.of(URI.create(broker.url()), name),
                Optional.empty(),
                letter -> {});
    }

    private static void done(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not serve", e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("in vain: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
    }

    private static double quantile(List<Double> values, double part) {
        return Stopwatch.quantile(
                values.stream().mapToDouble(Double::doubleValue).toArray(), part);
    }

    private void close() throws InterruptedException {
        loop.stop();
        done(Future.all(robots.close(), people.close()));
        io.shutdown();
        if (io.awaitTermination(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            spool.close();
        }
        broker.close();
        done(vertx.close());
    }

    /** One thread that does nothing, as fast as it can. */
    private static final class BusyCore {
        private volatile boolean running = true;

        BusyCore() {
            Thread thread = new Thread(this::spin, "busy");
            thread.setDaemon(true);
            thread.start();
        }

        private void spin() {
            while (running) {
                Thread.onSpinWait();
            }
        }

        void rest() {
            running = false;
        }
    }
}

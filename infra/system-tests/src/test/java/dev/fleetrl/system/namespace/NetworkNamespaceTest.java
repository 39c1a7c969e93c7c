package dev.fleetrl.system.namespace;

import static dev.fleetrl.system.namespace.NamespacedRobot.ROBOT;
import static dev.fleetrl.system.namespace.NamespacedRobot.SITE;
import static dev.fleetrl.system.namespace.NamespacedRobot.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.Stored;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cable is pulled between an agent and mosquitto. Run by {@code -Dtests.excluded= -Dtest=NetworkNamespaceTest}, as root. */
@Tag("namespaces")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkNamespaceTest {
    private static final OperatorId KIM = new OperatorId("kim");
    private static final RobotTopics TOPICS = RobotTopics.of(SITE, ROBOT);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Of silence, and of a tick in which it is noticed; the robot says where it is every 100 ms. */
    private static final long MOST_MILLIS_TO_HOLD = 600 + 100;

    @TempDir
    private Path folder;

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Map<Long, NumberedEvent> events = new ConcurrentSkipListMap<>();
    private final Vertx vertx = Vertx.vertx();
    private volatile Optional<RobotState> seen = Optional.empty();
    private @Nullable Namespace namespace;
    private @Nullable Process mosquitto;
    private @Nullable Process robot;
    private Link people;
    private long sequence;

    /** What the robot says of itself. */
    private record Line(long millis, ControlMode mode, double x, double y, double z) {
        static Line of(String[] words) {
            return new Line(
                    Long.parseLong(words[0]),
                    ControlMode.valueOf(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]),
                    Double.parseDouble(words[4]));
        }
    }

    @BeforeEach
    void start() throws Exception {
        assumeThat(Namespace.refusal()).isEmpty();
        assumeThat(Path.of("/usr/sbin/mosquitto")).as("mosquitto is installed").exists();
        namespace = Namespace.open();
        String broker = "tcp://" + Namespace.HERE + ":" + startMosquitto();
        people = MqttWire.open(
                vertx.getOrCreateContext(),
                MqttSettings.of(URI.create(broker), "people"),
                Optional.empty(),
                letter -> {});
        startRobot(broker);
        var states = people.subscribe(TOPICS.state(), state -> {
            seen = Optional.of(state);
            return Future.succeededFuture();
        });
        var steps = people.subscribe(TOPICS.steps(), this::store);
        await("the broker is reached", people::connected);
        await("the robot is heard", () -> {
            var unused = people.publish(RobotTopics.host(SITE), new HostState(true, "h1"));
            return states.succeeded()
                    && steps.succeeded()
                    && seen.filter(RobotState::readyForEpisode).isPresent();
        });
    }

    @AfterEach
    void stop() throws Exception {
        if (robot != null) {
            robot.destroyForcibly().waitFor();
        }
        if (mosquitto != null) {
            mosquitto.destroyForcibly().waitFor();
        }
        if (namespace != null) {
            namespace.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void holdsWhenTheCableIsPulledUnderAPersonsHandAndStaysThere() throws Exception {
        say(new Command.TakeOver(header(), KIM));
        await("the arm is taken over", () -> mode() == ControlMode.ALIGN);
        long epoch = seen.orElseThrow().authority().epoch();
        await("the person drives", () -> steer(epoch) && newest().mode() == ControlMode.HUMAN && newest().x() > 0.49);

        cable().unplug();
        long cut = System.currentTimeMillis();
        await("it holds", () -> steer(epoch) && newest().mode() == ControlMode.HOLD);
        Line held = newest();
        cable().plugIn();
        long pluggedIn = System.currentTimeMillis();
        await("it is heard again", () -> steer(epoch) && seen.orElseThrow().atMillis() > pluggedIn);
        long heard = System.currentTimeMillis();
        await("a while passes", () -> steer(epoch) && newest().millis() > heard + 1_000);

        assertThat(held.millis() - cut).isLessThanOrEqualTo(MOST_MILLIS_TO_HOLD);
        assertThat(lines).filteredOn(line -> line.millis() >= held.millis()).allSatisfy(line -> {
            assertThat(line.mode()).isEqualTo(ControlMode.HOLD);
            assertThat(line.x()).isCloseTo(held.x(), within(0.001));
            assertThat(line.y()).isCloseTo(held.y(), within(0.001));
        });
    }

    @Test
    void losesNothingAndDoublesNothingWhenTheCableIsPulledInAnEpisode() throws Exception {
        EpisodePlan plan = new EpisodePlan(
                new EpisodeId("e1"),
                new CollectionId("c1"),
                TASK,
                Cohort.TRAIN,
                new ActionSource.Demonstration(SimulatedRobot.EXPERT),
                1,
                1);
        say(new Command.RunEpisode(header(), plan));
        await("a few steps have come", () -> events.size() > 10);

        cable().unplug();
        long cut = System.currentTimeMillis();
        await("time passes without a cable", () -> newest().millis() > cut + 10_000);
        int before = events.size();
        cable().plugIn();
        await(
                "the episode's end has come",
                () -> events.values().stream().anyMatch(numbered -> numbered.event() instanceof EpisodeEvent.Closed));

        EpisodeEvent.Closed closed = (EpisodeEvent.Closed)
                new TreeMap<>(events).lastEntry().getValue().event();
        assertThat(events.keySet()).containsExactlyElementsOf(numbers(closed.steps() + 2));
        assertThat(events.size()).isGreaterThan(before);
        assertThat(closed.steps()).isGreaterThan(before);
    }

    private static List<Long> numbers(int most) {
        return LongStream.rangeClosed(1, most).boxed().toList();
    }

    private Future<Void> store(NumberedEvent event) {
        NumberedEvent before = events.put(event.number(), event);
        if (before != null && !before.equals(event)) {
            throw new AssertionError("number " + event.number() + " has two meanings");
        }
        long upTo = 0;
        while (events.containsKey(upTo + 1)) {
            upTo++;
        }
        return people.publish(TOPICS.stored(), new Stored(ROBOT, upTo));
    }

    private Namespace cable() {
        return Objects.requireNonNull(namespace);
    }

    private boolean steer(long epoch) {
        sequence++;
        var unused = people.publish(
                TOPICS.teleop(),
                new TeleopCommand(
                        KIM, epoch, sequence, System.currentTimeMillis(), 300, true, Vec.of(0.05f, 0, 0, 0, 0, 0), 0));
        return true;
    }

    private void say(Command command) {
        var unused = people.publish(TOPICS.commands(), command);
    }

    private Command.Header header() {
        sequence++;
        long now = System.currentTimeMillis();
        return new Command.Header("c" + sequence, now, now + 5_000);
    }

    private ControlMode mode() {
        return seen.orElseThrow().authority().mode();
    }

    private Line newest() {
        return lines.get(lines.size() - 1);
    }

    private int startMosquitto() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Namespace.HERE))) {
            port = socket.getLocalPort();
        }
        Path config = Files.writeString(
                folder.resolve("mosquitto.conf"),
                "listener " + port + " " + Namespace.HERE + "\nallow_anonymous true\n");
        mosquitto = new ProcessBuilder("/usr/sbin/mosquitto", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        return port;
    }

    private void startRobot(String broker) throws IOException {
        Process started = new ProcessBuilder(Namespace.inside(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NamespacedRobot.class.getName(),
                        broker,
                        folder.resolve("spool.db").toString())))
                .redirectError(folder.resolve("robot.log").toFile())
                .start();
        robot = started;
        Thread reading = new Thread(() -> started.inputReader()
                .lines()
                .map(line -> line.split(" ", -1))
                .map(Line::of)
                .forEach(lines::add));
        reading.setDaemon(true);
        reading.start();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}

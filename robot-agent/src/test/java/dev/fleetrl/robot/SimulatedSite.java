package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Stored;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.control.ChunkExecution;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One whole agent with a simulated arm, and all that its site hears of it, in virtual time. */
final class SimulatedSite implements AutoCloseable {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    private static final SiteId SITE = new SiteId("lab");

    /** As in the reference configuration, but an operator is away after 3 s. */
    private static final RobotSettings SETTINGS =
            new RobotSettings(ChunkExecution.SYNCHRONOUS, 500, 10_000, 500, 10_000, 30, 1_000, 0, 32, 0, 5_000);

    private static final RobotTopics TOPICS = RobotTopics.of(SITE, Events.ROBOT);

    final VirtualTime time = new VirtualTime();
    final SimulatedRobot robot = new SimulatedRobot(List.of(new TaskId("pick")), 1);
    final SimulatedWire link;
    final RobotAgent agent;
    final List<EpisodeEvent> events = new ArrayList<>();
    final List<CommandResult> answers = new ArrayList<>();
    final List<RobotState> states = new ArrayList<>();
    final List<HelpRequest> help = new ArrayList<>();
    final List<VideoFrame> video = new ArrayList<>();
    final List<Connection> connections = new ArrayList<>();
    double diskUsed;
    Executor pictures = Runnable::run;
    List<String> troubles = List.of();

    /** What happens when the scene is another one. */
    Runnable forgotten = () -> {};

    private final SimulatedWire fleet;
    private final Spool spool;
    private int commands;
    private long sequence;
    private boolean dead;

    SimulatedSite(Path spoolFile, PolicyClient policy) {
        this(spoolFile, policy, robot -> robot);
    }

    /** @param around what surrounds the arm, instead of its own cell */
    SimulatedSite(Path spoolFile, PolicyClient policy, UnaryOperator<Workcell> around) {
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.delaysUpTo(2 * MILLI));
        fleet = broker.connect();
        RobotIdentity identity = new RobotIdentity(SITE, Events.ROBOT, "s1", "test");
        link = broker.connect(
                Optional.of(
                        new Will<>(TOPICS.connection(), new Connection(Events.ROBOT, "s1", Connection.State.BROKEN))),
                letter -> {});
        spool = Spool.open(spoolFile, Events.ROBOT, 10_000_000, Spool.Durability.PROCESS_KILL, 0);
        RobotPorts ports = new RobotPorts(
                link,
                policy,
                policy,
                new TroubledArm(robot, () -> troubles, () -> forgotten.run()),
                around.apply(robot),
                spool,
                () -> diskUsed,
                new RobotClock(time::nanoTime, time::millis),
                Runnable::run,
                picture -> pictures.execute(picture),
                StepListener.NONE);
        agent = new RobotAgent(identity, ports, SETTINGS);
        hear(TOPICS.answers(), answers::add);
        hear(TOPICS.state(), states::add);
        hear(TOPICS.help(), help::add);
        hear(TOPICS.video(), video::add);
        hear(TOPICS.connection(), connections::add);
        hear(TOPICS.steps(), this::store);
        send(RobotTopics.host(SITE), new HostState(true, "h1"));
        if (!agent.start().succeeded()) {
            throw new IllegalStateException("the agent did not start");
        }
        turn();
        time.runFor(SECOND);
    }

    /** Nobody at all answers. */
    static PolicyClient noPolicy() {
        return policy(Future.failedFuture("connection refused"));
    }

    static PolicyClient policy(Future<PolicyClient.ActionChunk> always) {
        return new PolicyClient() {
            @Override
            public Future<ActionChunk> ask(Question question, long withinMillis) {
                return always;
            }

            @Override
            public Future<Void> close() {
                return Future.succeededFuture();
            }
        };
    }

    Command.Header header() {
        commands++;
        return new Command.Header("c" + commands, time.millis(), time.millis() + 2_000);
    }

    /** Sends the command and answers what the robot answers. */
    CommandResult send(Command command) {
        int before = answers.size();
        send(TOPICS.commands(), command);
        time.runUntil(() -> answers.size() > before);
        return answers.get(before);
    }

    CommandResult run(ActionSource driver, long seed, double pace) {
        return send(new Command.RunEpisode(header(), Events.plan(driver, seed, pace)));
    }

    void teleop(TeleopCommand command) {
        send(TOPICS.teleop(), command);
    }

    /** Presses the pad and asks for 0.1 m/s along x, 30 times a second. */
    void drive(OperatorId operator, long nanos) {
        long epoch = agent.state().authority().epoch();
        for (long t = 0; t < nanos; t += 33 * MILLI) {
            sequence++;
            Vec right = Vec.of(0.1f, 0, 0, 0, 0, 0);
            teleop(new TeleopCommand(operator, epoch, sequence, time.millis(), 200, true, right, 0));
            time.runFor(33 * MILLI);
        }
    }

    void host(boolean online) {
        send(RobotTopics.host(SITE), new HostState(online, "h1"));
    }

    List<Step> steps() {
        return events.stream()
                .filter(EpisodeEvent.Stepped.class::isInstance)
                .map(event -> ((EpisodeEvent.Stepped) event).step())
                .toList();
    }

    Optional<EpisodeEvent.Closed> closed() {
        return events.stream()
                .filter(EpisodeEvent.Closed.class::isInstance)
                .map(EpisodeEvent.Closed.class::cast)
                .findFirst();
    }

    long unsent() {
        return spool.size();
    }

    /** The disk takes again what it refused. */
    void heal() {
        spool.remember(Events.HEALED, "yes");
    }

    /** The process is gone from one moment to the next. */
    @Override
    public void close() {
        dead = true;
        spool.close();
        robot.close();
    }

    private void turn() {
        if (!dead) {
            time.in(agent.tick(), this::turn);
        }
    }

    private void store(NumberedEvent event) {
        events.add(event.event());
        send(TOPICS.stored(), new Stored(Events.ROBOT, event.number()));
    }

    private <M> void send(Topic<M> topic, M message) {
        fleet.publish(topic, message).onFailure(cause -> {
            throw new IllegalStateException(cause);
        });
    }

    void say(DoneSignal signal) {
        fleet.publish(TOPICS.done(), signal).onFailure(lost -> {});
    }

    private <M> void hear(Topic<M> topic, Consumer<M> consumer) {
        Future<Void> heard = fleet.subscribe(topic, message -> {
            consumer.accept(message);
            return Future.succeededFuture();
        });
        if (!heard.succeeded()) {
            throw new IllegalStateException("cannot hear " + topic.name());
        }
    }
}

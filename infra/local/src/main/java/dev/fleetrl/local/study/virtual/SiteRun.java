package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.controller.allocation.Allocation;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.fleet.FleetState;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.retrain.RoundRunner;
import dev.fleetrl.controller.retrain.SnapshotFiles;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.triage.HelpOrder;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.local.fleet.Person;
import dev.fleetrl.robot.policy.PolicyClient;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One thing that was asked of the site, from time zero to its end. Each run has a broker, a controller and robots of its own
 * and is told what it must know of earlier ones, so that what comes out depends on the request alone, and not on what ran
 * before it or where a study was cut off.
 */
final class SiteRun implements AutoCloseable {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long LOOK_NANOS = SECOND / 4;
    private static final SiteId SITE = new SiteId("virtual");
    private static final String SESSION = "controller-1";
    private static final long FOREVER_MILLIS = 365L * 24 * 3600 * 1000;

    /** What a broker without faults delivers can be read. */
    static final Consumer<DeadLetter> UNREADABLE = letter -> {
        throw new IllegalStateException("cannot read " + letter.topic() + ": " + letter.reason());
    };

    private final VirtualTime time = new VirtualTime();
    // Without faults the broker draws no lots that matter.
    private final SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(0), Faults.NONE);
    private final SimulatedWire log = broker.connect();
    private final List<VirtualRobot> robots = new ArrayList<>();
    private final FleetController controller;
    private final Future<Void> listening;

    SiteRun(EpisodeStore episodes, SnapshotFiles snapshots, InProcessModels models, Worker files) {
        SimulatedWire link = broker.connect(
                Optional.of(new Will<>(RobotTopics.host(SITE), new HostState(false, SESSION))), UNREADABLE);
        controller = new FleetController(
                new FleetController.Ports(link, log, episodes, snapshots, models, files, () -> 0, time::millis),
                new FleetController.Settings(
                        SITE,
                        SESSION,
                        1_000,
                        10_000,
                        30_000,
                        new Allocation.Limits(15_000, 120_000),
                        new RoundRunner.Patience(FOREVER_MILLIS, FOREVER_MILLIS),
                        Optional.empty(),
                        Optional.empty(),
                        RolloutSettings.standard(false),
                        HelpOrder.standard()));
        listening = models.listen(broker.connect());
    }

    /** Writes down what earlier runs have left. */
    void recall(List<PolicyManifest> policies, List<EpisodeManifest> sealed) {
        policies.forEach(policy -> publish(LogTopics.MODELS, new ModelRecord.Registered(policy.version(), policy)));
        sealed.forEach(episode -> publish(LogTopics.EPISODES, new EpisodeRecord.Sealed(episode, 0)));
        time.runFor(SECOND);
    }

    void begin() {
        Future<Void> started = Future.all(controller.start(), listening).mapEmpty();
        until(started::isComplete);
        mustSucceed(started);
        time.every(50 * MILLI, controller::tick);
        time.every(SECOND, controller::tickSlowly);
    }

    /** Robots, shared out among the people. */
    void employ(SiteSettings settings, Function<VirtualTime, PolicyClient> policy, Path spools) {
        List<Person> people = new ArrayList<>();
        for (int i = 1; i <= settings.people(); i++) {
            OperatorId id = new OperatorId("scripted-" + i);
            Person person = new Person(id);
            person.picksUp(new VirtualTablet(id, SITE, time, broker));
            people.add(person);
        }
        var surroundings = new VirtualRobot.Surroundings(SITE, time, broker, policy.apply(time), spools);
        for (int i = 1; i <= settings.robots(); i++) {
            Person person = people.get((i - 1) % people.size());
            robots.add(new VirtualRobot(new RobotId("robot-" + i), settings, surroundings, person));
        }
        robots.forEach(VirtualRobot::start);
    }

    void ask(FleetRequest request) {
        publish(LogTopics.REQUESTS, request);
    }

    void until(BooleanSupplier condition) {
        time.runUntil(condition);
    }

    /** The same, for a condition that is dear to look at. */
    void untilNowAndThen(BooleanSupplier condition) {
        AtomicBoolean isMet = new AtomicBoolean();
        VirtualTime.Timer look = time.every(LOOK_NANOS, () -> isMet.set(condition.getAsBoolean()));
        time.runUntil(isMet::get);
        look.cancel();
    }

    FleetState state() {
        return controller.state();
    }

    long nowMillis() {
        return time.millis();
    }

    @Override
    public void close() {
        robots.forEach(VirtualRobot::close);
    }

    private <M> void publish(Topic<M> topic, M message) {
        log.publish(topic, message).onFailure(cause -> {
            throw new IllegalStateException("a broker without faults lost " + message, cause);
        });
    }

    static void mustSucceed(Future<?> done) {
        if (!done.succeeded()) {
            throw new IllegalStateException("nothing goes wrong on a broker without faults", done.cause());
        }
    }
}

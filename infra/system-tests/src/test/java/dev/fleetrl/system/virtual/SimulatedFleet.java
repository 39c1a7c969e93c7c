package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;
import static dev.fleetrl.system.virtual.World.SECOND;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A whole site in virtual time: a controller, robots and people, all of it from one seed. */
final class SimulatedFleet implements AutoCloseable {
    private static final long PATIENCE_NANOS = 300 * SECOND;

    final World world;
    final EpisodeStore store;
    final Ledger ledger;
    final ControllerProcess controller;
    final List<RobotProcess> robots = new ArrayList<>();
    final Map<RobotId, RobotWatch> watches = new LinkedHashMap<>();
    private final List<ScriptedOperator> operators = new ArrayList<>();
    private final List<CollectionId> asked = new ArrayList<>();
    private final SimulatedWire requests;
    private final SplittableRandom random;
    private long mishapsUntilNanos;
    private int brokerRestarts;

    /** @param body of each robot, with a source of randomness of its own */
    SimulatedFleet(long seed, Faults faults, int size, Path folder, Function<Seeded, RobotProcess.Body> body)
            throws IOException {
        random = new SplittableRandom(seed);
        VirtualTime time = new VirtualTime();
        SimulatedBroker broker = new SimulatedBroker(time, random.split(), faults);
        world = new World(new SiteId("virtual"), time, broker, faults.maxDelayNanos());
        Path home = Files.createDirectories(folder.resolve("seed-" + seed));
        store = EpisodeStore.open(home.resolve("episodes"));
        controller = new ControllerProcess(world, store, random.split());
        for (int i = 1; i <= size; i++) {
            RobotId id = new RobotId("robot-" + i);
            RobotProcess robot = new RobotProcess(
                    world, id, body.apply(new Seeded(time, random.split())), home.resolve("spool-" + i + ".db"));
            robots.add(robot);
            watches.put(id, new RobotWatch(robot, world));
        }
        ledger = new Ledger(world, robots);
        requests = world.broker().connect();
        controller.start();
        robots.forEach(RobotProcess::start);
        time.afterEachEvent(ledger::check);
        time.afterEachEvent(() -> watches.values().forEach(RobotWatch::check));
    }

    /** What a robot's surroundings may draw on. */
    record Seeded(VirtualTime time, SplittableRandom random) {}

    void employ(int people) {
        for (int i = 1; i <= people; i++) {
            OperatorId id = new OperatorId("operator-" + i);
            ScriptedOperator operator = new ScriptedOperator(world, id, watches, random.split());
            operators.add(operator);
            operator.start();
        }
    }

    void register(PolicyVersion version, TaskId task) {
        PolicyManifest manifest = new PolicyManifest(
                Schema.POLICY,
                version,
                Optional.empty(),
                List.of(task),
                List.of(),
                "sft",
                new SnapshotId("none"),
                Optional.empty(),
                List.of("third"),
                3,
                8,
                8,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                version.value(),
                "00");
        publish(LogTopics.MODELS, new ModelRecord.Registered(version, manifest));
    }

    void ask(CollectionRequest collection) {
        asked.add(collection.id());
        publish(
                LogTopics.REQUESTS,
                new FleetRequest.Collect(collection, world.time().millis()));
    }

    /** Processes die and come back, and cables are pulled, now and then for so long. */
    void suffer(long nanos) {
        mishapsUntilNanos = world.time().nanoTime() + nanos;
        world.time().in(soon(), this::mishap);
        world.time().runFor(nanos);
    }

    /** People calm down and everything runs again; ends when all that was asked for is done and nothing is on its way. */
    void settle() {
        operators.forEach(ScriptedOperator::calmDown);
        controller.start();
        robots.forEach(RobotProcess::start);
        long deadline = world.time().nanoTime() + PATIENCE_NANOS;
        world.time().runUntil(() -> isSettled() || world.time().nanoTime() > deadline);
        if (!isSettled()) {
            throw new AssertionError("the fleet is stuck: " + asked + " " + open() + " "
                    + robots.stream().map(RobotProcess::state).toList());
        }
        world.time().runFor(SECOND);
    }

    /** Assigned, and neither sealed nor given up. */
    Set<EpisodeId> open() {
        Set<EpisodeId> open = new HashSet<>();
        ledger.episodes().stream()
                .filter(EpisodeRecord.Assigned.class::isInstance)
                .forEach(record -> open.add(record.episode()));
        ledger.episodes().stream()
                .filter(record -> !(record instanceof EpisodeRecord.Assigned))
                .forEach(record -> open.remove(record.episode()));
        return open;
    }

    int brokerRestarts() {
        return brokerRestarts;
    }

    @Override
    public void close() {
        robots.forEach(RobotProcess::kill);
        robots.forEach(robot -> robot.arm().close());
        controller.kill();
        store.close();
    }

    private boolean isSettled() {
        return robots.stream().allMatch(RobotProcess::isIdle)
                && asked.stream().allMatch(controller::hasCompleted)
                && open().isEmpty();
    }

    private void mishap() {
        if (world.time().nanoTime() > mishapsUntilNanos) {
            return;
        }
        RobotProcess robot = robots.get(random.nextInt(robots.size()));
        long nanos = soon();
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                robot.kill();
                world.time().in(nanos, robot::start);
            }
            case 2, 3 -> {
                controller.kill();
                world.time().in(nanos, controller::start);
            }
            case 4 -> robot.breakLink(nanos);
            case 5 -> controller.breakLink(true, nanos);
            case 6 -> controller.breakLink(false, nanos);
            case 7 -> restartBrokers(nanos);
            default -> operators.get(random.nextInt(operators.size())).breakLink(nanos);
        }
        world.time().in(soon(), this::mishap);
    }

    /** What they have taken, they keep; what is on its way is lost. */
    private void restartBrokers(long awayNanos) {
        brokerRestarts++;
        robots.forEach(robot -> robot.breakLink(awayNanos));
        operators.forEach(operator -> operator.breakLink(awayNanos));
        controller.breakLink(true, awayNanos);
        controller.breakLink(false, awayNanos);
    }

    private long soon() {
        return random.nextInt(50, 3_000) * MILLI;
    }

    private <M> void publish(Topic<M> topic, M message) {
        requests.publish(topic, message).onFailure(lost -> world.time().in(MILLI, () -> publish(topic, message)));
    }
}

package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.RosSimulation;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A simulated arm behind a wire, ticked in step with the arm that drives it: what one says has reached the other by then. */
final class SimulatedDriver implements AutoCloseable {
    static final RobotModel MODEL = RobotModel.read(Path.of("../infra/deploy/robots/simulated-7dof.yaml"));

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicLong nanos = new AtomicLong(TimeUnit.SECONDS.toNanos(1));
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong statesHeard = new AtomicLong();
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final RosSimulation simulation;
    private final RosArm arm;
    private long states;

    SimulatedDriver(RosWire robots, RosWire agents) {
        simulation = new RosSimulation(
                SimulatedCell.open(Tasks.byId(new TaskId("pick")), 1),
                MODEL,
                new Counted(robots, new AtomicLong(), heard, topics),
                this::millis);
        arm = new RosArm(
                MODEL,
                new RosArm.Ports(
                        new Counted(agents, sent, statesHeard, ConcurrentHashMap.newKeySet()),
                        Runnable::run,
                        nanos::get,
                        this::millis));
    }

    RosArm arm() {
        return arm;
    }

    /** Ticks until joints and pictures have come through. */
    void begin() {
        until("they do not find one another", () -> {
            tick();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            if (arm.troubles().isEmpty()) {
                arm.command(arm.commanded());
            }
            return topics.size() == 2;
        });
        arm.hold();
        drain();
        sent.set(heard.get());
        states = statesHeard.get();
    }

    /** Waits for what the arm said, lets the simulation tick, and waits for what it says. */
    void pass() {
        until("a command was lost", () -> heard.get() >= sent.get());
        tick();
        until("joint states were lost", () -> statesHeard.get() > states);
        states = statesHeard.get();
    }

    /** Until nothing is under way any more, as far as can be told. */
    private void drain() {
        long before = -1;
        while (before != heard.get() + statesHeard.get()) {
            before = heard.get() + statesHeard.get();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void tick() {
        nanos.addAndGet(TICK_NANOS);
        simulation.tick();
    }

    private long millis() {
        return nanos.get() / 1_000_000;
    }

    @Override
    public void close() {
        simulation.close();
    }

    private static void until(String otherwise, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(otherwise).isNegative();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
        }
    }

    /** Counts commands and joint states that reach a listener, and commands that are sent. */
    private record Counted(RosWire wire, AtomicLong sent, AtomicLong heard, Set<String> topics) implements RosWire {
        @Override
        public <M extends Record> void subscribe(RosTopic<M> topic, Consumer<M> samples) {
            wire.subscribe(topic, sample -> {
                samples.accept(sample);
                if (topic.delivery() == RosTopic.Delivery.RELIABLE
                        || topic.name().equals("/joint_states")) {
                    topics.add(topic.name());
                    heard.incrementAndGet();
                }
            });
        }

        @Override
        public <M extends Record> Publication<M> publish(RosTopic<M> topic) {
            Publication<M> publication = wire.publish(topic);
            return new Publication<>() {
                @Override
                public void send(M message) {
                    if (topic.delivery() == RosTopic.Delivery.RELIABLE) {
                        sent.incrementAndGet();
                    }
                    publication.send(message);
                }

                @Override
                public int listeners() {
                    return publication.listeners();
                }
            };
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}

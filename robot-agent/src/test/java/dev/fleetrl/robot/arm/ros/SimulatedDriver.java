package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.RosSimulation;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
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
    private final Told commands = new Told();
    private final Told states = new Told();
    private final RosSimulation simulation;
    private final RosArm arm;

    SimulatedDriver(RosWire robots, RosWire agents) {
        simulation = new RosSimulation(
                SimulatedCell.open(Tasks.byId(new TaskId("pick")), 1),
                MODEL,
                new Overheard(robots, states, commands),
                this::millis);
        arm = new RosArm(
                MODEL,
                new RosArm.Ports(new Overheard(agents, commands, states), Runnable::run, nanos::get, this::millis));
    }

    RosArm arm() {
        return arm;
    }

    /** Ticks until joints and pictures have come through, and commands of both kinds. */
    void begin() {
        until("they do not find one another", () -> {
            tick();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            if (arm.troubles().isEmpty()) {
                arm.command(arm.commanded());
            }
            return commands.heard.size() == 2;
        });
        arm.hold();
    }

    /** Waits until what was said last has been heard, lets the simulation tick, and waits for what it says. */
    void pass() {
        until("a command was lost", commands::isHeard);
        tick();
        until("joint states were lost", states::isHeard);
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

    /** The last message of each topic, as it was said and as it was heard. Pictures are best effort, and do not count. */
    private static final class Told {
        final Map<String, Record> said = new ConcurrentHashMap<>();
        final Map<String, Record> heard = new ConcurrentHashMap<>();

        boolean isHeard() {
            return heard.equals(said);
        }

        static boolean counts(RosTopic<?> topic) {
            return topic.type() != CompressedImage.class;
        }
    }

    /** Notes what goes through a wire. */
    private record Overheard(RosWire wire, Told said, Told heard) implements RosWire {
        @Override
        public <M extends Record> void subscribe(RosTopic<M> topic, Consumer<M> samples) {
            wire.subscribe(topic, sample -> {
                samples.accept(sample);
                if (Told.counts(topic)) {
                    heard.heard.put(topic.name(), sample);
                }
            });
        }

        @Override
        public <M extends Record> Publication<M> publish(RosTopic<M> topic) {
            Publication<M> publication = wire.publish(topic);
            return new Publication<>() {
                @Override
                public void send(M message) {
                    if (Told.counts(topic)) {
                        said.said.put(topic.name(), message);
                    }
                    publication.send(message);
                }

                @Override
                public OptionalInt listeners() {
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

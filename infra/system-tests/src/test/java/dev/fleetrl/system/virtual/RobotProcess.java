package dev.fleetrl.system.virtual;

import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.robot.RobotAgent;
import dev.fleetrl.robot.RobotClock;
import dev.fleetrl.robot.RobotIdentity;
import dev.fleetrl.robot.RobotPorts;
import dev.fleetrl.robot.RobotSettings;
import dev.fleetrl.robot.StepListener;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ChunkExecution;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One robot: metal that stays, and on it one agent after another, each killed as a process is and started on its spool. */
final class RobotProcess {
    /** As in the reference configuration, but impatient: leases of 5 s, and away is 4 s. */
    private static final RobotSettings SETTINGS =
            new RobotSettings(ChunkExecution.SYNCHRONOUS, 500, 5_000, 300, 1_000, 40, 1_000, 0, 16, 0, 2_000);

    private static final long SPOOL_BYTES = 10_000_000;

    private final World world;
    private final RobotId id;
    private final Body body;
    private final Path spoolFile;
    private @Nullable Run run;
    private int sessions;

    /** The metal, what surrounds it, and whoever it asks. */
    record Body(Arm arm, Workcell cell, PolicyClient policy) {}

    RobotProcess(World world, RobotId id, Body body, Path spoolFile) {
        this.world = world;
        this.id = id;
        this.body = body;
        this.spoolFile = spoolFile;
    }

    /** Of three robots in a row, one of each kind. */
    private ChunkExecution execution() {
        ChunkExecution[] all = ChunkExecution.values();
        return all[Math.floorMod(id.hashCode(), all.length)];
    }

    RobotId id() {
        return id;
    }

    Arm arm() {
        return body.arm();
    }

    void start() {
        if (run == null) {
            sessions++;
            Run next = new Run(id + "-" + sessions);
            run = next;
            next.start();
        }
    }

    /** Between one moment and the next; what is on the disk stays. */
    void kill() {
        Run current = run;
        if (current != null) {
            run = null;
            current.end();
        }
    }

    void breakLink(long awayNanos) {
        Run current = run;
        if (current != null) {
            current.link.disconnect();
            world.time().in(awayNanos, current.link::reconnect);
        }
    }

    /** What the agent itself says it is; empty while there is none. */
    Optional<RobotState> state() {
        return Optional.ofNullable(run).map(current -> current.agent.state());
    }

    /** Empty while no agent has it open. */
    Optional<Spool> spool() {
        return Optional.ofNullable(run).map(current -> current.spool);
    }

    int sessions() {
        return sessions;
    }

    /** Waits for a plan, with nothing left to say. */
    boolean isIdle() {
        return state().map(state -> state.episode().isEmpty() && state.spooled() == 0)
                .orElse(false);
    }

    private final class Run {
        private final Spool spool;
        private final SimulatedWire link;
        private final RobotAgent agent;
        private boolean dead;

        Run(String session) {
            spool = Spool.open(
                    spoolFile,
                    id,
                    SPOOL_BYTES,
                    Spool.Durability.PROCESS_KILL,
                    world.time().millis());
            Connection broken = new Connection(id, session, Connection.State.BROKEN);
            Will<Connection> will = new Will<>(RobotTopics.of(world.site(), id).connection(), broken);
            link = world.broker().connect(Optional.of(will), letter -> {
                throw new AssertionError(id + " cannot read " + letter);
            });
            RobotPorts ports = new RobotPorts(
                    link,
                    body.policy(),
                    body.policy(),
                    body.arm(),
                    body.cell(),
                    spool,
                    () -> 0,
                    new RobotClock(world.time()::nanoTime, world.time()::millis),
                    this::whileAlive,
                    this::whileAlive,
                    StepListener.NONE);
            agent = new RobotAgent(
                    new RobotIdentity(world.site(), id, session, "test"), ports, SETTINGS.with(execution()));
        }

        void start() {
            Future<Void> listening = agent.start();
            if (!listening.succeeded()) {
                throw new AssertionError(id + " does not listen", listening.cause());
            }
            turn();
        }

        void end() {
            dead = true;
            link.disconnect();
            var closed = link.close();
            if (!closed.succeeded()) {
                throw new AssertionError(id + " holds on to its link", closed.cause());
            }
            spool.close();
        }

        private void whileAlive(Runnable task) {
            if (!dead) {
                task.run();
            }
        }

        private void turn() {
            if (!dead) {
                world.time().in(agent.tick(), this::turn);
            }
        }
    }
}

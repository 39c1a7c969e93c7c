package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.local.fleet.Person;
import dev.fleetrl.local.fleet.ScriptedOperator;
import dev.fleetrl.robot.RobotAgent;
import dev.fleetrl.robot.RobotClock;
import dev.fleetrl.robot.RobotIdentity;
import dev.fleetrl.robot.RobotPorts;
import dev.fleetrl.robot.RobotSettings;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/** One robot with its agent and spool, and the person who looks after it. */
final class VirtualRobot implements AutoCloseable {
    private static final long SPOOL_BYTES = 2_000_000_000L;

    private final VirtualTime time;
    private final SimulatedRobot body;
    private final Spool spool;
    private final RobotAgent agent;

    /** What the robot is connected to. */
    record Surroundings(SiteId site, VirtualTime time, SimulatedBroker broker, PolicyClient policy, Path spools) {}

    VirtualRobot(RobotId id, SiteSettings settings, Surroundings at, Person person) {
        time = at.time();
        body = new SimulatedRobot(settings.tasks(), settings.expertNoise());
        spool = Spool.open(
                at.spools().resolve(id + ".db"), id, SPOOL_BYTES, Spool.Durability.PROCESS_KILL, time.millis());
        String session = id + "-1";
        Will<Connection> will = new Will<>(
                RobotTopics.of(at.site(), id).connection(), new Connection(id, session, Connection.State.BROKEN));
        SimulatedWire link = at.broker().connect(Optional.of(will), SiteRun.UNREADABLE);
        RobotPorts ports = new RobotPorts(
                link,
                at.policy(),
                at.policy(),
                body,
                body,
                spool,
                () -> 0,
                new RobotClock(time::nanoTime, time::millis),
                Runnable::run,
                Runnable::run,
                new ScriptedOperator(person, id, () -> body.cell().view())::onStep);
        agent = new RobotAgent(
                new RobotIdentity(at.site(), id, session, "study"),
                ports,
                RobotSettings.REFERENCE.with(settings.chunkExecution()));
    }

    void start() {
        Future<Void> listening = agent.start();
        if (!listening.succeeded()) {
            throw new IllegalStateException("a robot does not listen", listening.cause());
        }
        turn();
    }

    private void turn() {
        time.in(agent.tick(), this::turn);
    }

    @Override
    public void close() {
        spool.close();
        body.close();
    }
}

package dev.fleetrl.local.bench.page;

import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.ControlLoop;
import dev.fleetrl.robot.RobotAgent;
import dev.fleetrl.robot.RobotClock;
import dev.fleetrl.robot.RobotIdentity;
import dev.fleetrl.robot.RobotPorts;
import dev.fleetrl.robot.RobotSettings;
import dev.fleetrl.robot.StepListener;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.policy.OpenPiClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A simulated robot of a site, with its ordinary agent, in this process: so that what its arm is told can be witnessed. */
final class DrivenRobot {
    private static final long SPOOL_BYTES = 200_000_000;
    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService io = Executors.newSingleThreadExecutor();
    private final ExecutorService pictures = Executors.newSingleThreadExecutor();
    private final WitnessedArm arm;
    private final Spool spool;
    private final Link link;
    private final ControlLoop loop;

    /**
     * Starts it.
     *
     * @param mqtt the site's broker
     */
    DrivenRobot(SiteId site, RobotId id, URI mqtt, TaskId task, Path folder) {
        SimulatedRobot robot = new SimulatedRobot(List.of(task), 1);
        arm = new WitnessedArm(robot);
        spool = Spool.open(
                folder.resolve("spool-" + id + ".db"),
                id,
                SPOOL_BYTES,
                Spool.Durability.PROCESS_KILL,
                System.currentTimeMillis());
        RobotIdentity identity = new RobotIdentity(site, id, "bench", "bench");
        Will<Connection> will = new Will<>(
                RobotTopics.of(site, id).connection(), new Connection(id, identity.session(), Connection.State.BROKEN));
        MqttSettings broker = MqttSettings.of(mqtt, "fleetrl-bench-" + id);
        link = MqttWire.open(vertx.getOrCreateContext(), broker, Optional.of(will), letter -> {});
        RobotPorts ports = new RobotPorts(
                link,
                new OpenPiClient(vertx, URI.create("ws://127.0.0.1:9")),
                new OpenPiClient(vertx, URI.create("ws://127.0.0.1:9")),
                arm,
                robot,
                spool,
                () -> 0,
                RobotClock.system(),
                io,
                pictures,
                StepListener.NONE);
        RobotAgent agent = new RobotAgent(identity, ports, RobotSettings.REFERENCE);
        loop = new ControlLoop(id.value(), agent, () -> {});
        var unused = agent.start();
        loop.start();
    }

    WitnessedArm arm() {
        return arm;
    }

    void stop() throws InterruptedException {
        loop.stop();
        arm.close();
        CountDownLatch closed = new CountDownLatch(1);
        link.close().compose(gone -> vertx.close()).onComplete(gone -> closed.countDown());
        if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the driven robot's link does not close");
        }
        pictures.shutdown();
        io.shutdown();
        if (io.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            spool.close();
        }
    }
}

package dev.fleetrl.system.namespace;

import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.ControlLoop;
import dev.fleetrl.robot.RobotAgent;
import dev.fleetrl.robot.RobotClock;
import dev.fleetrl.robot.RobotIdentity;
import dev.fleetrl.robot.RobotPorts;
import dev.fleetrl.robot.RobotSettings;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.policy.OpenPiClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** An agent with a simulated arm, in a process of its own. On stdout it says ten times a second when it is, who moves it, and where its tool is. */
final class NamespacedRobot {
    static final SiteId SITE = new SiteId("apart");
    static final RobotId ROBOT = new RobotId("robot-1");
    static final TaskId TASK = new TaskId("pick");

    private NamespacedRobot() {}

    /** {@code <broker> <spool>}; until stdin ends. */
    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        SimulatedRobot arm = new SimulatedRobot(List.of(TASK), 0);
        Will<Connection> will = new Will<>(
                RobotTopics.of(SITE, ROBOT).connection(), new Connection(ROBOT, "s1", Connection.State.BROKEN));
        Link link = MqttWire.open(
                vertx.getOrCreateContext(),
                MqttSettings.of(URI.create(arguments[0]), "robot"),
                Optional.of(will),
                letter -> {});
        RobotPorts ports = new RobotPorts(
                link,
                new OpenPiClient(vertx, URI.create("ws://127.0.0.1:9")),
                new OpenPiClient(vertx, URI.create("ws://127.0.0.1:9")),
                arm,
                arm,
                Spool.open(Path.of(arguments[1]), ROBOT, 100_000_000, Spool.Durability.PROCESS_KILL, 0),
                () -> 0,
                RobotClock.system(),
                Executors.newSingleThreadExecutor(),
                Runnable::run,
                (state, millis) -> say(state));
        RobotAgent agent = new RobotAgent(new RobotIdentity(SITE, ROBOT, "s1", "test"), ports, RobotSettings.REFERENCE);
        var unused = agent.start();
        new ControlLoop(ROBOT.value(), agent, () -> System.exit(1)).start();
        System.exit(Math.max(0, System.in.read()));
    }

    private static void say(RobotState state) {
        Vec tool = state.toolPose();
        System.out.println(System.currentTimeMillis() + " " + state.authority().mode() + " " + tool.at(0) + " "
                + tool.at(1) + " " + tool.at(2));
    }
}

package dev.fleetrl.system;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.local.broker.EmbeddedMqtt;
import dev.fleetrl.local.site.RobotFiles;
import dev.fleetrl.policy.serving.PolicyVerticle;
import dev.fleetrl.policy.serving.ServingConfig;
import dev.fleetrl.robot.arm.ros.RobotModel;
import dev.fleetrl.robot.arm.simulated.RosWorkcell;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.ros.dds.DdsWire;
import dev.fleetrl.robot.ros.dds.Domains;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an agent of a robot behind ROS 2 is in touch with: a broker, a policy server that has no policy yet, and a simulated arm. */
final class AgentSurroundings implements AutoCloseable {
    private final EmbeddedMqtt mqtt;
    private final PolicyVerticle policies;
    private final RosWorkcell arm;
    private final int domain;

    private AgentSurroundings(EmbeddedMqtt mqtt, PolicyVerticle policies, RosWorkcell arm, int domain) {
        this.mqtt = mqtt;
        this.policies = policies;
        this.arm = arm;
        this.domain = domain;
    }

    static AgentSurroundings start(Vertx vertx) {
        PolicyVerticle policies = new PolicyVerticle(
                new PolicyVerticle.Identity("policies", "127.0.0.1", 0),
                new ServingConfig(1, 1, 5, 1, 1, 10_000, 10_000, Optional.empty()),
                new EmptyLog(),
                version -> {
                    throw new IllegalStateException(version + " was never registered");
                });
        vertx.deployVerticle(policies).await();
        int domain = Domains.unused(1).get(0);
        RosWorkcell arm = new RosWorkcell(
                new SimulatedRobot(List.of(new TaskId("pick")), 0),
                RobotModel.read(RobotFiles.simulated()),
                DdsWire.open(DdsSettings.loopback(domain), (topic, reason) -> {}),
                System::currentTimeMillis);
        return new AgentSurroundings(EmbeddedMqtt.inMemory(0), policies, arm, domain);
    }

    String mqtt() {
        return mqtt.url();
    }

    URI policy() {
        return URI.create("ws://127.0.0.1:" + policies.port());
    }

    /** The package's own configuration, with these at the other ends. */
    void configure(InstalledAgent robot, URI policy) throws IOException {
        Path file = robot.file("etc/fleetrl/robot-agent.yaml");
        String reference = Files.readString(Path.of("..", "deploy", "config", "robot-agent.yaml"));
        Path documents = robot.file("usr/share/doc/fleetrl-robot-agent");
        Files.writeString(
                file,
                reference
                                .substring(0, reference.indexOf("\nrobots:") + 1)
                                .replaceFirst("(?m)^mqtt: \\S+", "mqtt: " + mqtt())
                                .replaceFirst("(?m)^policy: \\S+", "policy: " + policy)
                                .replaceFirst("(?m)^data: \\S+", "data: " + robot.file("var/lib/fleetrl"))
                        + "robots:\n  - {id: arm-1, arm: ros2, model: "
                        + documents.resolve("robots/simulated-7dof.yaml")
                        + ", link: {kind: dds, domain: " + domain
                        + ", interfaces: [127.0.0.1], peers: [127.0.0.1]}, tasks: ["
                        + documents.resolve("tasks/pick.yaml") + "]}\n");
    }

    @Override
    public void close() {
        arm.close();
        mqtt.close();
    }

    /** Of a site where nobody has trained anything yet. */
    private static final class EmptyLog implements Log {
        @Override
        public <M> Future<Void> replay(Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
            return Future.succeededFuture();
        }

        @Override
        public <M> Future<Void> publish(Topic<M> topic, M message) {
            return Future.succeededFuture();
        }

        @Override
        public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}

package dev.fleetrl.robot;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.arm.ros.RobotModel;
import dev.fleetrl.robot.arm.ros.RosExamination;
import dev.fleetrl.robot.arm.ros.RosExamination.Finding;
import dev.fleetrl.robot.identity.ServerTrust;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Looks over all that an agent needs, before anything moves: it listens, and says nothing to any arm. Pictures go below the agent's data. */
public final class AgentDoctor {
    private static final int OK = 200;

    private final Vertx vertx;
    private final RobotAgentConfig config;
    private final Path folder;
    private final int seconds;
    private final Consumer<Finding> findings;

    private AgentDoctor(Vertx vertx, RobotAgentConfig config, Path folder, int seconds, Consumer<Finding> findings) {
        this.vertx = vertx;
        this.config = config;
        this.folder = folder;
        this.seconds = seconds;
        this.findings = findings;
    }

    /**
     * Looks, and tells of each thing as it is found.
     *
     * @param file the agent's configuration
     * @param seconds that it listens for, and waits for brokers and servers
     * @throws IllegalArgumentException of one line, where the configuration cannot be used
     */
    public static void examine(Path file, int seconds, Consumer<Finding> findings)
            throws IOException, InterruptedException {
        RobotAgentConfig config = read(file);
        Vertx vertx = Vertx.vertx();
        try {
            AgentDoctor doctor =
                    new AgentDoctor(vertx, config, file.toAbsolutePath().resolveSibling(""), seconds, findings);
            doctor.disk();
            config.robots().forEach(robot -> doctor.certificate(robot.id()));
            doctor.broker(config.robots().get(0).id());
            doctor.policy();
            for (RobotAgentConfig.Robot robot : config.robots()) {
                doctor.robot(robot);
            }
        } finally {
            vertx.close().await();
        }
    }

    /** The same, as lines for a person; answers how many of them are complaints. */
    public static int print(Path file, int seconds, PrintStream out) throws IOException, InterruptedException {
        AtomicInteger complaints = new AtomicInteger();
        examine(file, seconds, found -> {
            complaints.addAndGet(found.isWell() ? 0 : 1);
            out.println((found.isWell() ? "  " : "  ! ") + found.words());
        });
        out.println(
                complaints.get() == 0
                        ? "all is well; nothing was moved"
                        : complaints + " complaint(s), see above; nothing was moved");
        return complaints.get();
    }

    private static RobotAgentConfig read(Path file) {
        try {
            return RobotAgentMain.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + RobotAgentMain.firstLine(e), e);
        }
    }

    private void disk() {
        Path data = Path.of(config.data());
        try {
            Files.createDirectories(data);
            double used = HostedRobot.used(data);
            String words = String.format(Locale.ROOT, "disk of %s: %.0f %% full", data, 100 * used);
            tell(
                    used < Readiness.DISK_WARNING,
                    words,
                    "; make space, for what is recorded while the fleet is away is kept there");
        } catch (IOException | UncheckedIOException e) {
            tell(false, "data: cannot use the folder " + data, "; choose a writable one");
        }
    }

    private void certificate(RobotId robot) {
        config.certificate(robot)
                .ifPresent(certificate -> CertificateExamination.findings(
                                certificate, config.mqtt(), seconds, Instant.now())
                        .forEach(findings));
    }

    private void broker(RobotId robot) throws InterruptedException {
        URI broker = config.mqtt();
        Promise<Void> connected = Promise.promise();
        Link link = MqttWire.open(
                vertx.getOrCreateContext(),
                config.broker(robot, "fleetrl-doctor-" + UUID.randomUUID()),
                Optional.empty(),
                letter -> {});
        link.onConnection(isConnected -> {
            if (isConnected) {
                connected.tryComplete();
            }
        });
        tell(
                succeeds(connected.future()),
                "MQTT broker " + broker,
                " does not let " + robot
                        + " in; is it running, is there a way to it, and is the certificate in order?");
        succeeds(link.close());
    }

    private void policy() throws InterruptedException {
        URI server = config.policy();
        RobotId any = config.robots().get(0).id(); // all of them believe the same
        HttpClientOptions options =
                ServerTrust.into(new HttpClientOptions(), server, config.tls().map(tls -> tls.of(any)));
        HttpClient client =
                vertx.createHttpClient(options); // one that nobody refers to is closed, whatever it waits for
        Future<Boolean> health = client.request(HttpMethod.GET, server.getPort(), server.getHost(), "/healthz")
                .compose(request -> request.send())
                .map(response -> response.statusCode() == OK);
        tell(
                succeeds(health) && Boolean.TRUE.equals(health.result()),
                "policy server " + server,
                " does not answer; is it running? Robots hold without it");
        succeeds(client.close());
    }

    private void robot(RobotAgentConfig.Robot robot) throws IOException, InterruptedException {
        if (!(robot instanceof RobotAgentConfig.BehindRos ros)) {
            simulated(robot);
            return;
        }
        RobotModel model = RobotModel.read(folder.resolve(ros.model()));
        findings.accept(Finding.well(robot.id() + ": tasks "
                + RobotBody.tasks(ros, folder, model).stream()
                        .map(task -> task.id().value())
                        .toList()));
        List<String> unreadable = new CopyOnWriteArrayList<>();
        RosWire wire = ros.link().open(vertx, (topic, reason) -> unreadable.add(topic.name() + ": " + reason));
        try {
            RosExamination examination = new RosExamination(model, wire, System::nanoTime, System::currentTimeMillis);
            TimeUnit.SECONDS.sleep(seconds);
            examination
                    .findings(
                            Path.of(config.data()).resolve("doctor"), robot.id().value())
                    .forEach(found -> findings.accept(new Finding(found.isWell(), robot.id() + ": " + found.words())));
            unreadable.stream()
                    .distinct()
                    .forEach(words -> findings.accept(Finding.ill(robot.id() + ": unreadable on " + words)));
        } finally {
            wire.close();
        }
    }

    private void simulated(RobotAgentConfig.Robot robot) {
        try {
            RobotBody.requireSimulation(robot.id());
            findings.accept(Finding.well(robot.id() + ": simulated, there is nothing to look at"));
        } catch (IllegalArgumentException none) {
            findings.accept(Finding.ill(String.valueOf(none.getMessage())));
        }
    }

    private void tell(boolean isWell, String what, String otherwise) {
        findings.accept(new Finding(isWell, isWell ? what : what + otherwise));
    }

    private boolean succeeds(Future<?> future) throws InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}

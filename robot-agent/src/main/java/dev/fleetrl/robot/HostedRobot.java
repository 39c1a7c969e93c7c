package dev.fleetrl.robot;

import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.robot.identity.CertificateDesk;
import dev.fleetrl.robot.identity.CertificateKeeper;
import dev.fleetrl.robot.identity.RobotCertificate;
import dev.fleetrl.robot.policy.OpenPiClient;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.robot.trace.TracedAction;
import dev.fleetrl.tracing.Traces;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One robot of this process, with everything that it alone uses. */
final class HostedRobot {
    private static final System.Logger LOG = System.getLogger(HostedRobot.class.getName());
    private static final long SHUTDOWN_MILLIS = 1_000;
    private static final long ALIVE_NANOS = 2_000_000_000L;

    private final ExecutorService io;
    private final ExecutorService pictures;
    private final Spool spool;
    private final Link link;
    private final PolicyClient policy;
    private final RobotBody body;
    private final RobotAgent agent;
    private final ControlLoop loop;
    private final Optional<CertificateKeeper> keeper;
    private final Optional<Traces> traces;

    HostedRobot(Vertx vertx, RobotAgentConfig config, RobotId id, RobotBody body, Runnable onFailure) {
        this.body = body;
        RobotIdentity identity =
                new RobotIdentity(config.site(), id, UUID.randomUUID().toString(), version());
        Path folder = Path.of(config.data());
        io = thread("io-" + id);
        pictures = thread("video-" + id);
        spool = Spool.open(
                folder.resolve("spool-" + id + ".db"),
                id,
                config.spoolMaxBytes(),
                config.spoolDurability(),
                System.currentTimeMillis());
        link = link(vertx, config, identity);
        PolicyClient client = policy(vertx, config, id);
        traces = config.traces().map(collector -> Traces.to(collector, "robot-agent"));
        Optional<TracedAction> traced = traces.map(TracedAction::new);
        policy = traced.map(action -> action.of(client)).orElse(client);
        RobotPorts ports = new RobotPorts(
                link,
                policy,
                policy(vertx, config, id),
                traced.map(action -> action.of(body.arm())).orElse(body.arm()),
                body.workcell(),
                spool,
                () -> used(folder),
                RobotClock.system(),
                io,
                pictures,
                body.listener());
        agent = new RobotAgent(identity, ports, config.control());
        tellWhetherHeld(id, agent, io);
        loop = new ControlLoop(id.value(), agent, onFailure);
        keeper = keeper(vertx, config, id, agent);
    }

    private static PolicyClient policy(Vertx vertx, RobotAgentConfig config, RobotId id) {
        return new OpenPiClient(vertx, config.policy(), config.tls().map(tls -> tls.of(id)), config.policyKey());
    }

    private static Link link(Vertx vertx, RobotAgentConfig config, RobotIdentity identity) {
        RobotId id = identity.robot();
        Will<Connection> will = new Will<>(
                RobotTopics.of(config.site(), id).connection(),
                new Connection(id, identity.session(), Connection.State.BROKEN));
        return MqttWire.open(
                vertx.getOrCreateContext(),
                config.broker(id, "fleetrl-" + config.site() + "-" + id),
                Optional.of(will),
                letter -> LOG.log(
                        System.Logger.Level.WARNING, "unreadable on {0}: {1}", letter.topic(), letter.reason()));
    }

    private static Optional<CertificateKeeper> keeper(
            Vertx vertx, RobotAgentConfig config, RobotId id, RobotAgent agent) {
        return config.tls()
                .map(tls -> new CertificateKeeper(
                        vertx,
                        RobotCertificate.of(config.site(), id, tls.of(id)),
                        new CertificateDesk(vertx, tls.controller(), tls.of(id)),
                        agent::certificate));
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void tellWhetherHeld(RobotId id, RobotAgent agent, Executor io) {
        HeldNotice.here(id)
                .ifPresent(notice -> agent.onAuthority(authority -> io.execute(() -> notice.tell(authority))));
    }

    void start() {
        agent.start()
                .onFailure(
                        cause -> LOG.log(System.Logger.Level.ERROR, "cannot subscribe to the robot's topics", cause));
        keeper.ifPresent(CertificateKeeper::start);
        loop.start();
    }

    /** Whether its control loop turns; from any thread. */
    boolean isAlive() {
        return loop.sinceTurnNanos() < ALIVE_NANOS;
    }

    /** Holds the arm, ends a script, and closes the episode, within two seconds or so; succeeds when the goodbye is said. */
    Future<Void> stop() throws InterruptedException {
        loop.stop();
        pictures.shutdown();
        traces.ifPresent(Traces::close);
        body.close();
        io.shutdown();
        if (!io.awaitTermination(SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.log(System.Logger.Level.WARNING, "the disk is slow; the spool closes by itself at the next start");
            return Future.succeededFuture();
        }
        Future<Void> goodbye = link.close();
        spool.close();
        return goodbye;
    }

    static double used(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return 1 - (double) store.getUsableSpace() / store.getTotalSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask how full the disk of " + folder + " is", e);
        }
    }

    private static String version() {
        return Optional.ofNullable(HostedRobot.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}

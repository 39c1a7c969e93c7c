package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.transport.NotSent;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.access.BrokerAccess;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import dev.fleetrl.transport.tls.TlsFolder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every broker with TLS must hold robots and services to. */
abstract class BrokerAccessContract {
    private static final SiteId SITE = new SiteId("home");
    static final RobotTopics MINE = RobotTopics.of(SITE, new RobotId("r1"));
    private static final RobotTopics OTHERS = RobotTopics.of(SITE, new RobotId("r2"));
    static final RobotTopics ALL = RobotTopics.ofAll(SITE);
    static final Command STOP = new Command.Stop(new Command.Header("c1", 1, 2), new OperatorId("ada"));
    private static final HostState HERE = new HostState(true, "s");
    private static final Duration DAY = Duration.ofDays(1);

    private final Vertx vertx = Vertx.vertx();
    private final List<MqttWire> wires = new ArrayList<>();

    @TempDir
    Path folder;

    private CertificateAuthority authority;
    private AutoCloseable broker;
    private int port;

    /** Starts it on the loopback address, with those files. */
    protected abstract AutoCloseable start(Path folder, TlsFolder files) throws Exception;

    protected abstract int port(AutoCloseable broker);

    @BeforeEach
    void startBroker() throws Exception {
        authority = CertificateAuthority.open(folder.resolve("ca"), Instant.now());
        TlsFolder files = new TlsFolder(folder.resolve("broker-tls"), "broker");
        Files.createDirectories(folder.resolve("broker"));
        var issued = authority.issue(files, List.of("127.0.0.1", "localhost"), Instant.now(), DAY);
        assertThat(issued).isRegularFile();
        broker = start(folder.resolve("broker"), files);
        port = port(broker);
    }

    @AfterEach
    void stop() throws Exception {
        Deadline.await(Future.join(wires.stream().map(MqttWire::close).toList())::isComplete);
        vertx.close().await();
        broker.close();
    }

    private TlsFolder files(CertificateAuthority issuer, String commonName, Instant now) {
        TlsFolder made = new TlsFolder(folder.resolve("client-" + UUID.randomUUID()), commonName.replace('/', '-'));
        try {
            return Certificates.write(issuer, made, commonName, now, DAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MqttWire open(TlsFolder files, Optional<Will<?>> will) {
        MqttSettings settings =
                MqttSettings.of(URI.create("ssl://127.0.0.1:" + port), "test-" + UUID.randomUUID(), Optional.of(files));
        MqttWire wire = MqttWire.open(vertx.getOrCreateContext(), settings, will, letter -> {});
        wires.add(wire);
        return wire;
    }

    MqttWire connectPlainly(String url) {
        MqttWire wire = MqttWire.open(
                vertx.getOrCreateContext(),
                MqttSettings.of(URI.create(url), "test-" + UUID.randomUUID()),
                Optional.empty(),
                letter -> {});
        wires.add(wire);
        Deadline.await(wire::connected);
        return wire;
    }

    private MqttWire connect(String commonName, Optional<Will<?>> will) {
        MqttWire wire = open(files(authority, commonName, Instant.now()), will);
        Deadline.await(wire::connected);
        return wire;
    }

    MqttWire connect(String commonName) {
        return connect(commonName, Optional.empty());
    }

    static <M> List<M> hear(MqttWire wire, Topic<M> topic) {
        List<M> heard = new CopyOnWriteArrayList<>();
        Future<Void> subscribed = wire.subscribe(topic, message -> {
            heard.add(message);
            return Future.succeededFuture();
        });
        Deadline.await(subscribed::isComplete);
        return heard;
    }

    static Future<Void> answered(Future<Void> future) {
        Deadline.await(future::isComplete);
        return future;
    }

    static Connection online(String robot) {
        return new Connection(new RobotId(robot), "s", Connection.State.ONLINE);
    }

    @Test
    void aRobotSpeaksForItselfAndIsHeardByTheServices() {
        List<Connection> controller = hear(connect(BrokerAccess.CONTROLLER), ALL.connection());
        List<Connection> page = hear(connect(BrokerAccess.PAGE), ALL.connection());

        assertThat(answered(connect("home/r1").publish(MINE.connection(), online("r1")))
                        .cause())
                .isNull();

        Deadline.await(() -> !controller.isEmpty() && !page.isEmpty());
        assertThat(controller).containsExactly(online("r1"));
    }

    @Test
    void aRobotMaySpeakForNoOther() {
        List<Connection> controller = hear(connect(BrokerAccess.CONTROLLER), ALL.connection());
        MqttWire robot = connect("home/r1");

        Future<Void> refused = answered(robot.publish(OTHERS.connection(), online("r2")));

        MqttWire again = connect("home/r1");
        assertThat(answered(again.publish(MINE.connection(), online("r1"))).cause())
                .isNull();
        Deadline.await(() -> !controller.isEmpty());
        assertThat(refused.cause()).isInstanceOf(NotSent.class);
        assertThat(controller).containsExactly(online("r1"));
    }

    @Test
    void aRobotMayCommandNobodyNotEvenItself() {
        MqttWire robot = connect("home/r1");
        List<Command> heard = hear(robot, MINE.commands());

        Future<Void> refused = answered(robot.publish(MINE.commands(), STOP));
        assertThat(answered(connect(BrokerAccess.PAGE).publish(MINE.commands(), STOP))
                        .cause())
                .isNull();

        Deadline.await(() -> !heard.isEmpty());
        assertThat(refused.cause()).isInstanceOf(NotSent.class);
        assertThat(heard).containsExactly(STOP);
    }

    @Test
    void aRobotHearsItsOwnCommandsAndTheHostAndNoOthers() {
        MqttWire robot = connect("home/r1");
        List<Command> others = hear(robot, OTHERS.commands());
        List<Command> everybodys = hear(robot, ALL.commands());
        List<HostState> host = hear(robot, RobotTopics.host(SITE));
        MqttWire controller = connect(BrokerAccess.CONTROLLER);

        assertThat(answered(controller.publish(OTHERS.commands(), STOP)).cause())
                .isNull();
        assertThat(answered(controller.publish(RobotTopics.host(SITE), HERE)).cause())
                .isNull();

        Deadline.await(() -> !host.isEmpty());
        assertThat(others).isEmpty();
        assertThat(everybodys).isEmpty();
    }

    @Test
    void anotherAuthoritysCertificateIsRefused() throws Exception {
        CertificateAuthority stranger = CertificateAuthority.open(folder.resolve("stranger"), Instant.now());
        TlsFolder files = files(stranger, "home/r1", Instant.now());
        Files.copy(folder.resolve("stranger/ca.pem"), files.folder().resolve("more.pem"));
        Files.writeString(
                files.authorities(),
                Files.readString(folder.resolve("stranger/ca.pem")) + Files.readString(folder.resolve("ca/ca.pem")));

        assertThat(greeting(files.read().context())).isInstanceOf(IOException.class);
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        TlsFolder files = files(authority, "home/r1", Instant.now().minus(DAY.multipliedBy(2)));

        assertThat(greeting(files.read().context())).isInstanceOf(IOException.class);
    }

    @Test
    void nobodyComesInWithoutACertificate() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(files(authority, "home/r1", Instant.now()).read().trustStore());
        SSLContext anonymous = SSLContext.getInstance("TLS");
        anonymous.init(null, trust.getTrustManagers(), null);

        assertThat(greeting(anonymous)).isInstanceOf(IOException.class);
        assertThat(greeting(files(authority, "home/r1", Instant.now()).read().context()))
                .isNull();
    }

    /** What keeps a client from being answered to its CONNECT; null if it is. */
    private @Nullable IOException greeting(SSLContext context) {
        byte[] connect = {0x10, 15, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 2, 'm', 'e'};
        assertThat(connect).hasSize(17);
        Deadline.await(this::listens);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.getOutputStream().write(connect);
            int answer = socket.getInputStream().read();
            return answer == 0x20 ? null : new IOException("answered with " + answer);
        } catch (IOException e) {
            return e;
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theWillOfARobotThatSaysGoodbyeStaysUnsaid() {
        List<Connection> controller = hear(connect(BrokerAccess.CONTROLLER), ALL.connection());
        Connection broken = new Connection(new RobotId("r1"), "s", Connection.State.BROKEN);
        for (int i = 0; i < 5; i++) {
            MqttWire robot = connect("home/r1", Optional.of(new Will<>(MINE.connection(), broken)));
            assertThat(answered(robot.publish(MINE.connection(), online("r1"))).cause())
                    .isNull();
            assertThat(answered(robot.close()).cause()).isNull();
        }

        MqttWire last = connect("home/r2");
        assertThat(answered(last.publish(OTHERS.connection(), online("r2"))).cause())
                .isNull();

        Deadline.await(() -> controller.contains(online("r2")));
        assertThat(controller).doesNotContain(broken);
    }
}

package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.CertificateRequest;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.IssuedCertificate;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.controller.identity.Enrolment;
import dev.fleetrl.robot.identity.CertificateDesk;
import dev.fleetrl.robot.identity.RobotCertificate;
import dev.fleetrl.robot.policy.OpenPiClient;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.transport.tls.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policy server and controller behind TLS: a robot calls who shows a certificate of its site's authority, and nobody else. */
class EncryptedServersTest {
    private static final Duration MONTH = Duration.ofDays(30);

    /** All authorities have the same name; their keys tell them apart. */
    private static final String FORGED = "Signature does not match.";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TlsFolder files;
    private Enrolment enrolment;

    @BeforeEach
    void open() throws IOException {
        files = new TlsFolder(folder.resolve("tls"), "r1");
        enrolment = new Enrolment(new SiteId("home"), folder.resolve("identity"), MONTH, Clock.systemUTC());
        Pem.makePrivateFolder(files.folder());
        Pem.writePrivately(files.authorities(), Pem.of(authority("identity").certificate()));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private CertificateAuthority authority(String name) throws IOException {
        return CertificateAuthority.open(folder.resolve(name), Instant.now());
    }

    /** Answers a policy's questions with one line of text, which is an error, and certifies who has a token. */
    private int server(CertificateAuthority issuer, String host) throws Exception {
        TlsFolder proxy = new TlsFolder(folder.resolve("proxy"), "proxy");
        String own = issuer.issue(proxy, List.of(host), Instant.now(), MONTH).toString();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PemKeyCertOptions().setCertPath(own).setKeyPath(own)))
                .webSocketHandler(socket -> {
                    var unused = socket.writeTextMessage("greetings through TLS");
                })
                .requestHandler(request -> request.body()
                        .map(this::certify)
                        .onSuccess(answer -> request.response().end(answer)));
        return await(server.listen(0, "127.0.0.1")).actualPort();
    }

    private Buffer certify(Buffer asked) {
        try {
            return Buffer.buffer(Codec.JSON.encode(
                    IssuedCertificate.class,
                    enrolment.enrol(Codec.JSON.decode(CertificateRequest.class, asked.getBytes()))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<?> ask(int port) {
        Observation seen = new Observation(List.of(new Frame("third", Bytes.of(new byte[] {1}))), Vec.of(0, 0));
        return new OpenPiClient(vertx, URI.create("wss://127.0.0.1:" + port), Optional.of(files))
                .ask(
                        new Question(new RobotId("r1"), new PolicyVersion("base"), "pick", seen, 1, Optional.empty()),
                        10_000);
    }

    private Future<TlsIdentity> enrol(int port) throws IOException {
        return new CertificateDesk(vertx, URI.create("https://127.0.0.1:" + port), files)
                .enrol(
                        new RobotCertificate(files, "home/r1"),
                        enrolment.token(new RobotId("r1")).token());
    }

    @Test
    void callsAPolicyServerOfItsAuthority() throws Exception {
        int port = server(authority("identity"), "127.0.0.1");

        assertThatThrownBy(() -> await(ask(port)))
                .hasMessageContaining("the policy server says: greetings through TLS");
    }

    @Test
    void isEnrolledByAControllerOfItsAuthority() throws Exception {
        int port = server(authority("identity"), "127.0.0.1");

        assertThat(await(enrol(port)).certificate()).isEqualTo(files.read().certificate());
    }

    @Test
    void callsNobodyOfAnotherAuthority() throws Exception {
        int port = server(authority("stranger"), "127.0.0.1");

        assertThatThrownBy(() -> await(ask(port))).hasRootCauseMessage(FORGED);
        assertThatThrownBy(() -> await(enrol(port))).hasRootCauseMessage(FORGED);
        assertThat(files.own()).doesNotExist();
    }

    @Test
    void callsNobodyWhoIsForAnotherHost() throws Exception {
        int port = server(authority("identity"), "elsewhere.example");

        assertThatThrownBy(() -> await(ask(port))).hasCauseInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> await(enrol(port))).hasCauseInstanceOf(SSLHandshakeException.class);
        assertThat(files.own()).doesNotExist();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}

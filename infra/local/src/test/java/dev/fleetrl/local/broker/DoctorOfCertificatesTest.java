package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.robot.AgentDoctor;
import dev.fleetrl.transport.tls.TlsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code agent doctor} says of a robot's certificate. */
class DoctorOfCertificatesTest {
    private static final Path REFERENCE = Path.of("../deploy/config/robot-agent.yaml");
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final int port = BrokerFolder.anyFree();
    private CertificateAuthority authority;
    private TlsFolder files;

    @BeforeEach
    void open() throws Exception {
        authority = CertificateAuthority.open(folder.resolve("ca"), Instant.now());
        files = new TlsFolder(folder.resolve("tls"), "robot-1");
    }

    private void certify(String name, Instant then) throws Exception {
        assertThat(Certificates.write(authority, files, name, then, MONTH).own())
                .exists();
    }

    private List<String> complaints() throws Exception {
        String config = Files.readString(REFERENCE)
                .replaceFirst("(?m)^mqtt: \\S+", "mqtt: ssl://127.0.0.1:" + port)
                .replaceFirst(
                        "(?m)^tls: null", "tls: {folder: " + files.folder() + ", controller: 'http://127.0.0.1:9'}")
                .replaceFirst("(?m)^policy: \\S+", "policy: ws://127.0.0.1:9")
                .replaceFirst("(?m)^data: \\S+", "data: " + folder.resolve("spool"));
        List<String> complaints = new ArrayList<>();
        AgentDoctor.examine(Files.writeString(folder.resolve("robot-agent.yaml"), config), 2, found -> {
            if (!found.isWell()) {
                complaints.add(found.words());
            }
        });
        return complaints;
    }

    @Test
    void saysThatThereIsNone() throws Exception {
        assertThat(complaints())
                .anySatisfy(words -> assertThat(words).startsWith("tls: there is no file " + files.own()));
    }

    @Test
    void saysThatItIsAnothers() throws Exception {
        certify("home/robot-9", Instant.now());

        assertThat(complaints())
                .anySatisfy(words ->
                        assertThat(words).contains("is the certificate of 'home/robot-9', not of 'home/robot-1'"));
    }

    @Test
    void saysThatItHasExpiredOrSoonWill() throws Exception {
        certify("home/robot-1", Instant.now().minus(Duration.ofDays(31)));
        assertThat(complaints())
                .anySatisfy(words -> assertThat(words).contains("the certificate of home/robot-1 expired at"));

        certify("home/robot-1", Instant.now().minus(Duration.ofDays(25)));
        assertThat(complaints())
                .anySatisfy(words -> assertThat(words).contains("4 days and 23 hours left, and not renewed"));
    }

    @Test
    void saysThatTheBrokersSoonExpires() throws Exception {
        certify("home/robot-1", Instant.now());

        assertThat(complaintsOfABrokerFor(Duration.ofDays(30)))
                .anySatisfy(words -> assertThat(words).contains("has only 29 days left; issue it again"));
        assertThat(complaintsOfABrokerFor(Duration.ofDays(31)))
                .isNotEmpty()
                .noneMatch(words -> words.contains("the broker's certificate"));
    }

    private List<String> complaintsOfABrokerFor(Duration life) throws Exception {
        TlsFolder brokers = new TlsFolder(folder.resolve("broker"), "broker");
        assertThat(authority.issue(brokers, List.of("127.0.0.1"), Instant.now(), life))
                .exists();
        try (EmbeddedMqtt broker = EmbeddedMqtt.start(
                folder.resolve("mqtt-" + life.toDays()), 0, Optional.of(new TlsListener("127.0.0.1", port, brokers)))) {
            assertThat(broker.port()).isPositive();
            return complaints();
        }
    }

    @Test
    void saysThatTheBrokerIsOfAnotherAuthority() throws Exception {
        certify("home/robot-1", Instant.now());
        CertificateAuthority stranger = CertificateAuthority.open(folder.resolve("stranger"), Instant.now());
        TlsFolder brokers = new TlsFolder(folder.resolve("broker"), "broker");
        assertThat(stranger.issue(brokers, List.of("127.0.0.1"), Instant.now(), MONTH))
                .exists();

        try (EmbeddedMqtt broker = EmbeddedMqtt.start(
                folder.resolve("mqtt"), 0, Optional.of(new TlsListener("127.0.0.1", port, brokers)))) {
            assertThat(broker.port()).isPositive();
            assertThat(complaints())
                    .anySatisfy(words ->
                            assertThat(words).startsWith("the broker at ssl://127.0.0.1:" + port + " is not believed"))
                    .anySatisfy(words -> assertThat(words).startsWith("MQTT broker"));
        }
    }
}

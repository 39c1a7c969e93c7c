package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.local.site.SiteSettings;
import dev.fleetrl.robot.RobotAgentMain;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A robot that comes to a site from outside: it is enrolled, drives, renews its certificate, and holds when it has none. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnrolmentTest {
    private static final Path REFERENCE = Path.of("..", "deploy", "config", "robot-agent.yaml");
    private static final String NAME = "local/arm-1";
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void isEnrolledRenewsItsCertificateAndHoldsWhenItExpires() throws Exception {
        int port = freePort();
        Path data = folder.resolve("site");
        TlsFolder files = new TlsFolder(folder.resolve("tls"), "arm-1");
        try (RunningSite site = RunningSite.start(data, SiteSettings.ArmKind.SIMULATED, Optional.of(port))) {
            Path config = config(site.url(), port, files);
            enrol(site, config, files);
            theDoctorFindsTheCertificateWell(config);
            Process agent = agent("agent.log", config.toString());
            RunningSite.await("the robot is live", () -> isLive(site.robot("arm-1")));
            CertificateAuthority authority =
                    CertificateAuthority.open(CertificateAuthority.folder(data), Instant.now());

            // Two thirds of its life are over.
            TlsIdentity old = lay(authority, files, Instant.now().minus(Duration.ofDays(21)));
            RunningSite.await(
                    "there is a new certificate",
                    () -> files.read().expires().isAfter(Instant.now().plus(Duration.ofDays(29))));
            assertThat(files.read().key()).isNotEqualTo(old.key());
            assertThat(mode(site)).isEqualTo("AUTONOMOUS");

            TlsIdentity expired = lay(authority, files, Instant.now().minus(Duration.ofDays(31)));
            RunningSite.await("the robot holds", () -> mode(site).equals("HOLD"));
            assertThat(site.robot("arm-1").at("/state/authority/reason").asText())
                    .isEqualTo("certificate-invalid");
            assertThat(site.robot("arm-1").at("/state/warnings").toString())
                    .contains("the certificate of " + NAME + " expired at " + expired.expires());
            assertThat(agent.isAlive()).isTrue();
        }
    }

    private void enrol(RunningSite site, Path config, TlsFolder files) throws Exception {
        String token = site.token("arm-1");

        Process first = agent("enrol.log", "enrol", token, config.toString());
        assertThat(first.waitFor()).as(said("enrol.log")).isZero();
        Process second = agent("again.log", "enrol", token, config.toString());
        assertThat(second.waitFor()).isEqualTo(2);
        Process other = agent("other.log", "enrol", site.token("arm-2"), config.toString());
        assertThat(other.waitFor()).isEqualTo(2);

        assertThat(said("again.log")).contains("the token is unknown, used, or older than 15 minutes");
        assertThat(said("other.log")).contains("the token is for none of this file's robots");
        assertThat(TlsIdentity.commonName(files.read().certificate())).isEqualTo(NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.own())))
                .isEqualTo("rw-------");
    }

    private void theDoctorFindsTheCertificateWell(Path config) throws Exception {
        Process doctor = agent("doctor.log", "doctor", config.toString());
        assertThat(doctor.waitFor()).isNotNegative(); // it may complain of what a site without a policy lacks
        assertThat(said("doctor.log"))
                .contains("  certificate of " + NAME + ": 29 days and 23 hours left")
                .contains("  the broker's certificate is of the same authority, and for 127.0.0.1")
                .contains("  MQTT broker ssl://");
    }

    /** As if it had been issued then. */
    private static TlsIdentity lay(CertificateAuthority authority, TlsFolder files, Instant then) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        String text = Pem.of(authority.certify(NAME, pair.getPublic(), then, MONTH)) + Pem.of(pair.getPrivate());
        Pem.writePrivately(files.own(), text);
        return new TlsIdentity(pair.getPrivate(), Pem.certificates(text), List.of(authority.certificate()));
    }

    private static boolean isLive(JsonNode robot) {
        return robot.path("liveness").asText().equals("LIVE")
                && robot.at("/state/authority/mode").asText().equals("AUTONOMOUS");
    }

    private static String mode(RunningSite site) {
        return site.robot("arm-1").at("/state/authority/mode").asText();
    }

    private Path config(String page, int port, TlsFolder files) throws IOException {
        String reference = Files.readString(REFERENCE);
        String own = reference
                .substring(0, reference.indexOf("\nrobots:") + 1)
                .replaceFirst("(?m)^site: \\S+", "site: local")
                .replaceFirst("(?m)^mqtt: \\S+", "mqtt: ssl://127.0.0.1:" + port)
                .replaceFirst("(?m)^tls: null", "tls: {folder: " + files.folder() + ", controller: " + page + "}")
                .replaceFirst("(?m)^data: \\S+", "data: " + folder.resolve("spool"));
        return Files.writeString(
                folder.resolve("robot-agent.yaml"),
                own + "robots:\n  - {id: arm-1, arm: simulated, tasks: [pick], expertNoise: 0}\n");
    }

    private Process agent(String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RobotAgentMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
        started.add(process);
        return process;
    }

    private String said(String log) throws IOException {
        return Files.readString(folder.resolve(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package dev.fleetrl.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageMetricsTest {
    private static final RobotId R1 = new RobotId("robot-1");

    @TempDir
    Path folder;

    @Test
    void countWhyRobotsRefuse() {
        try (PageMetrics metrics = new PageMetrics(Optional.empty(), System::currentTimeMillis)) {
            metrics.answered(new CommandResult(R1, "1", true, "taken-over"));
            metrics.answered(new CommandResult(R1, "2", false, "not now"));
            metrics.answered(refused(CommandResult.Refusal.HELD));
            metrics.answered(refused(CommandResult.Refusal.HELD));
            metrics.answered(refused(CommandResult.Refusal.EXPIRED));

            assertThat(metrics.scrape().lines())
                    .contains(
                            "command_total{accepted=\"true\"} 1.0",
                            "command_total{accepted=\"false\"} 4.0",
                            "lease_conflict_total 2.0",
                            "cmd_expired_total 1.0");
        }
    }

    /** The broker's clients are known by it: without, no tablet reaches a robot. */
    @Test
    void tellHowLongItsCertificateForTheBrokerIsGood() throws Exception {
        X509Certificate certificate = issue();
        Instant dayBefore = certificate.getNotAfter().toInstant().minus(Duration.ofDays(1));

        try (PageMetrics metrics =
                new PageMetrics(Optional.of(new TlsFolder(folder, "correction-ui")), dayBefore::toEpochMilli)) {
            assertThat(metrics.scrape().lines()).contains("certificate_expiry_seconds 86400.0");
        }
    }

    /** Of itself. */
    private X509Certificate issue() throws Exception {
        String password = "not a secret";
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=correction-ui",
                        "-ext",
                        "bc:critical=ca:true",
                        "-alias",
                        "own",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("error");
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), password.toCharArray());
        X509Certificate certificate = (X509Certificate) keys.getCertificate("own");
        PrivateKey key = (PrivateKey) keys.getKey("own", password.toCharArray());
        Files.writeString(folder.resolve("ca.pem"), Pem.of(certificate));
        Files.writeString(folder.resolve("correction-ui.pem"), Pem.of(certificate) + Pem.of(key));
        return certificate;
    }

    private static CommandResult refused(CommandResult.Refusal why) {
        return new CommandResult(R1, "c", false, "no", Optional.of(why));
    }
}

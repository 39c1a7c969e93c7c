package dev.fleetrl.controller.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.tls.TlsFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void tellTheSecondsThatAreLeft() throws Exception {
        TlsFolder files = new TlsFolder(folder.resolve("tls"), "fleet-controller");
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("ca"), NOW);
        assertThat(authority.issue(files, List.of(), NOW, Duration.ofDays(30))).isEqualTo(files.own());
        Instant later = NOW.plus(Duration.ofDays(29));

        try (Metrics metrics = Metrics.ofProcess()) {
            CertificateMetrics.watch(metrics, files, later::toEpochMilli);

            assertThat(metrics.scrape().lines()).contains("certificate_expiry_seconds 86400.0");
        }
    }
}

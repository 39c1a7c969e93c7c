package dev.fleetrl.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CertificateMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void tellTheSecondsThatAreLeftOfTheCertificateThatIsThere() {
        AtomicReference<Instant> expires = new AtomicReference<>(NOW.plus(Duration.ofDays(1)));
        try (Metrics metrics = Metrics.ofProcess()) {
            CertificateMetrics.watch(metrics, expires::get, NOW::toEpochMilli);

            assertThat(metrics.scrape().lines()).contains("certificate_expiry_seconds 86400.0");

            expires.set(NOW.plus(Duration.ofDays(2)));
            assertThat(metrics.scrape().lines()).contains("certificate_expiry_seconds 172800.0");
        }
    }
}

package dev.fleetrl.controller.monitor;

import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.tls.TlsFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Tells for how long a process's own certificate is good. */
public final class CertificateMetrics {
    private CertificateMetrics() {}

    /** Of what lies in the folder whenever somebody asks. */
    public static void watch(Metrics metrics, TlsFolder own, LongSupplier nowMillis) {
        metrics.gauge(
                "certificate.expiry.seconds",
                "Until the service's own certificate expires",
                () -> Duration.between(
                                Instant.ofEpochMilli(nowMillis.getAsLong()),
                                own.read().expires())
                        .toSeconds());
    }
}

package dev.fleetrl.observability;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells for how long a process's own certificate is good. */
public final class CertificateMetrics {
    private CertificateMetrics() {}

    /**
     * Of what is there whenever somebody asks: certificates are exchanged while a process runs.
     *
     * @param expires when the one that is there ends
     */
    public static void watch(Metrics metrics, Supplier<Instant> expires, LongSupplier nowMillis) {
        metrics.gauge(
                "certificate.expiry.seconds",
                "Until the service's own certificate expires",
                () -> Duration.between(Instant.ofEpochMilli(nowMillis.getAsLong()), expires.get())
                        .toSeconds());
    }
}

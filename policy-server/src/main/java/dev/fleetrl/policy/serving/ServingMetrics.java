package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.observability.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** What the policy server tells Prometheus. Owned by one event loop. */
final class ServingMetrics {
    private static final List<Duration> LIMITS = Stream.of(5, 10, 20, 50, 100, 200, 300, 500, 1000, 2000)
            .map(Duration::ofMillis)
            .toList();

    private final Metrics metrics = Metrics.ofProcess();
    private final Map<PolicyVersion, Timer> latencies = new HashMap<>();
    private final Timer queued;
    private final Counter refused;
    private final Counter failed;
    private final Counter turnedAway;
    private final Counter batches;
    private final Metrics.Rows warm;

    ServingMetrics(IntSupplier clients) {
        queued = metrics.timer("inference.queue", "From a question until its batch is run", LIMITS);
        refused = metrics.counter("inference.refused", "Questions that cannot be read, or do not fit the policy");
        failed = metrics.counter("inference.failed", "Questions that the server could not answer");
        turnedAway = metrics.counter(
                "inference.turned.away",
                "Questions that are to be asked again: there was no time, or the policy is not there yet");
        batches = metrics.counter("inference.batch", "Batches that were run");
        warm = metrics.rows("policy.warm", "1 for a policy that is loaded");
        metrics.gauge("policy.clients", "Connected clients", clients::getAsInt);
    }

    /** A policy was asked; what becomes of each question is counted where its asker is told. */
    void answered(PolicyVersion version, InferenceQueue.Answered answered, long nanos) {
        latencies
                .computeIfAbsent(
                        version,
                        policy -> metrics.timer(
                                "inference.latency",
                                "From a question until its answer",
                                LIMITS,
                                "policy",
                                policy.value()))
                .record(nanos, TimeUnit.NANOSECONDS);
        queued.record(Math.round(answered.queueMillis() * 1e6), TimeUnit.NANOSECONDS);
    }

    void refused() {
        refused.increment();
    }

    void turnedAway() {
        turnedAway.increment();
    }

    void failed() {
        failed.increment();
    }

    void ran() {
        batches.increment();
    }

    /** With the versions that are loaded now. */
    Metrics now(Collection<PolicyVersion> versions) {
        warm.set(versions.stream()
                .map(version -> new Metrics.Row(List.of("policy", version.value()), 1))
                .toList());
        return metrics;
    }

    void close() {
        metrics.close();
    }
}

package dev.fleetrl.ui;

import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.observability.CertificateMetrics;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.tls.TlsFolder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What the page's backend tells Prometheus. Belongs to one event loop. */
final class PageMetrics implements AutoCloseable {
    private static final List<Duration> LIMITS = Stream.of(20, 50, 100, 150, 200, 300, 500, 1000, 2000)
            .map(Duration::ofMillis)
            .toList();
    private static final int NOT_FOUND = 404;

    private final Metrics metrics = Metrics.ofProcess();
    private final Timer videoAge =
            metrics.timer("video.age", "From a camera, by the robot's clock, to the page's backend", LIMITS);
    private final Counter accepted = commands(true);
    private final Counter refused = commands(false);
    private final Counter expired =
            metrics.counter("cmd.expired", "Commands that came to a robot too late, or by another clock");
    private final Counter conflicts = metrics.counter("lease.conflict", "Commands to robots that somebody else holds");
    private int tablets;

    /** @param own where its certificate lies */
    PageMetrics(Optional<TlsFolder> own, LongSupplier nowMillis) {
        own.ifPresent(
                files -> CertificateMetrics.watch(metrics, () -> files.read().expires(), nowMillis));
        metrics.gauge("tablets", "Connected tablets", () -> tablets);
    }

    void seen(VideoFrame picture, long nowMillis) {
        videoAge.record(Duration.ofMillis(Math.max(0, nowMillis - picture.atMillis())));
    }

    void answered(CommandResult answer) {
        (answer.accepted() ? accepted : refused).increment();
        answer.refusal()
                .ifPresent(why -> (switch (why) {
                            case EXPIRED -> expired;
                            case HELD -> conflicts;
                        })
                        .increment());
    }

    private Counter commands(boolean accepted) {
        return metrics.counter("command", "Commands that robots have answered", "accepted", String.valueOf(accepted));
    }

    String scrape() {
        return metrics.scrape();
    }

    void answer(HttpServerRequest request, int connected) {
        tablets = connected;
        if (request.path().equals(Metrics.PATH)) {
            metrics.answer(request);
        } else {
            request.response()
                    .setStatusCode(NOT_FOUND)
                    .end()
                    .onFailure(gone -> request.connection().close());
        }
    }

    @Override
    public void close() {
        metrics.close();
    }
}

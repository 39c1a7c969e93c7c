package dev.fleetrl.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final long MILLI = 1_000_000;

    /** Of 2026, in nanoseconds. */
    private static final long THEN = 1_790_000_000_000_000_000L;

    private final List<SpanData> exported = new ArrayList<>();
    private final SpanExporter exporter = new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    };

    private static void end(Span span, long atNanos) {
        span.end(atNanos, TimeUnit.NANOSECONDS);
    }

    @Test
    void goOnInAnotherProcess() {
        try (Traces robot = Traces.to(exporter, "test", 1);
                Traces server = Traces.to(exporter, "test", 0)) {
            Span action = robot.root("action", THEN);
            Span ask = robot.part(action, "ask", THEN + MILLI);
            end(server.continued(Optional.of(Traces.traceparent(ask)), "answer", THEN + 2 * MILLI), THEN + 3 * MILLI);
            end(ask, THEN + 4 * MILLI);
            end(action, THEN + 5 * MILLI);
            robot.flush();
            server.flush();
        }

        assertThat(exported).extracting(SpanData::getName).containsExactlyInAnyOrder("action", "ask", "answer");
        assertThat(exported)
                .extracting(SpanData::getTraceId)
                .containsOnly(exported.get(0).getTraceId());
        SpanData ask = named("ask");
        assertThat(named("answer").getParentSpanId()).isEqualTo(ask.getSpanId());
        assertThat(ask.getParentSpanId()).isEqualTo(named("action").getSpanId());
    }

    private SpanData named(String name) {
        return exported.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What was not sampled is told where it went wrong or took long, and only then. */
    @Test
    void tellOfWhatFailedOrWasSlow() {
        try (Traces traces = Traces.to(exporter, "test", 0)) {
            end(traces.root("quick", THEN), THEN + 10 * MILLI);
            end(traces.root("slow", THEN), THEN + 301 * MILLI);
            end(traces.root("failed", THEN).setStatus(StatusCode.ERROR), THEN + 10 * MILLI);
            traces.flush();
        }

        assertThat(exported).extracting(SpanData::getName).containsExactlyInAnyOrder("slow", "failed");
    }

    /** In the protocol of collectors. */
    @Test
    void reachACollector() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            heard.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        URI at = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());

        try (Traces traces = Traces.to(at, "robot-agent")) {
            end(traces.root("late", THEN), THEN + 400 * MILLI);
            traces.flush();
        }

        assertThat(heard.get(20, TimeUnit.SECONDS)).contains("service.name", "robot-agent", "late");
        collector.stop(0);
    }

    @Test
    void beginAnewWhereTheAskersTraceCannotBeRead() {
        try (Traces traces = Traces.to(exporter, "test", 1)) {
            end(traces.continued(Optional.of("nonsense"), "answer", THEN), THEN + MILLI);
            end(traces.continued(Optional.empty(), "answer", THEN), THEN + MILLI);
            traces.flush();
        }

        assertThat(exported)
                .hasSize(2)
                .noneMatch(span -> span.getParentSpanContext().isValid());
    }
}

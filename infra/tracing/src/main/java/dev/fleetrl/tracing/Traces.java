package dev.fleetrl.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where spans of this process go: to an OTLP collector, one trace in a hundred, and of the others those spans that failed or took longer
 * than {@link #SLOW}. What waits to be sent is bounded, and nothing waits for the collector.
 */
public final class Traces implements AutoCloseable {
    static final Duration SLOW = Duration.ofMillis(300);
    private static final double SAMPLED = 0.01;
    private static final int MOST_WAITING = 2048;
    private static final long GOODBYE_MILLIS = 500;
    private static final String TRACEPARENT = "traceparent";
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Traces(String service, SpanExporter exporter, double sampled) {
        provider = SdkTracerProvider.builder()
                .setResource(
                        Resource.getDefault().toBuilder().put(SERVICE, service).build())
                .setSampler(new RecordingSampler(sampled))
                .addSpanProcessor(new WorthKeeping(
                        BatchSpanProcessor.builder(exporter)
                                .setExportUnsampledSpans(true)
                                .setMaxQueueSize(MOST_WAITING)
                                .build(),
                        SLOW))
                .build();
        tracer = provider.get("fleetrl");
    }

    /**
     * Spans of a service to a collector.
     *
     * @param collector such as {@code http://collector:4318}
     */
    public static Traces to(URI collector, String service) {
        String endpoint = collector.toString().replaceAll("/+$", "") + "/v1/traces";
        return new Traces(
                service, OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build(), SAMPLED);
    }

    /**
     * Spans to whoever takes them.
     *
     * @param sampled share of the traces that are told whole, 0 to 1
     */
    public static Traces to(SpanExporter exporter, String service, double sampled) {
        return new Traces(service, exporter, sampled);
    }

    /** Begins a trace. */
    public Span root(String name, long epochNanos) {
        return tracer.spanBuilder(name)
                .setNoParent()
                .setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS)
                .startSpan();
    }

    /** Begins a part of a span. */
    public Span part(Span of, String name, long epochNanos) {
        return builder(Context.root().with(of), name, epochNanos).startSpan();
    }

    /** Begins what another process has asked for; a trace of its own where that is not known. */
    public Span continued(Optional<String> traceparent, String name, long epochNanos) {
        Context asked = traceparent
                .map(header -> W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(TRACEPARENT, header), Header.ONLY))
                .orElse(Context.root());
        return builder(asked, name, epochNanos).startSpan();
    }

    private SpanBuilder builder(Context parent, String name, long epochNanos) {
        return tracer.spanBuilder(name).setParent(parent).setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS);
    }

    /** By which another process continues this span: W3C's header. */
    public static String traceparent(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, (into, name, value) -> {
            if (into != null) {
                into.put(name, value);
            }
        });
        return headers.getOrDefault(TRACEPARENT, "");
    }

    /** Now, by the clock that spans are timed with. */
    public static long nowEpochNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** Tells what waits to be told. */
    public void flush() {
        var unused = provider.forceFlush().join(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        var unused = provider.shutdown().join(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private enum Header implements TextMapGetter<Map<String, String>> {
        ONLY;

        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return List.copyOf(headers.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}

package dev.fleetrl.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The metrics of one process, as Prometheus reads them at {@code /metrics}. Names are words with dots, and stand there with
 * underscores and their unit. Labels are names of robots, tasks, policies and closed lists of words, and never ids of episodes: each
 * value of a label is a series that is kept for weeks.
 */
public final class Metrics implements AutoCloseable {
    /** Where {@link #answer} is to be found. */
    public static final String PATH = "/metrics";

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();

    /** With those of the process itself. */
    public static Metrics ofProcess() {
        Metrics metrics = new Metrics();
        Stream.of(
                        new JvmMemoryMetrics(),
                        metrics.collector,
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(metrics.registry));
        return metrics;
    }

    /**
     * A count that only grows.
     *
     * @param labels names and values by turns
     */
    public Counter counter(String name, String description, String... labels) {
        return Counter.builder(name).description(description).tags(labels).register(registry);
    }

    /** How long something takes, with buckets up to the given limits. */
    public Timer timer(String name, String description, List<Duration> limits, String... labels) {
        return Timer.builder(name)
                .description(description)
                .tags(labels)
                .serviceLevelObjectives(limits.toArray(Duration[]::new))
                .register(registry);
    }

    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** A gauge whose labels come and go; see {@link Rows#set}. */
    public Rows rows(String name, String description) {
        return new Rows(MultiGauge.builder(name).description(description).register(registry));
    }

    /** Values of one gauge under several labels. */
    public record Rows(MultiGauge gauge) {
        /** All that there are now; others are gone. */
        public void set(List<Row> rows) {
            gauge.register(
                    rows.stream()
                            .map(row -> MultiGauge.Row.of(Tags.of(row.labels().toArray(String[]::new)), row.value()))
                            .toList(),
                    true);
        }
    }

    /**
     * One value.
     *
     * @param labels names and values by turns
     */
    public record Row(List<String> labels, double value) {}

    /** In Prometheus's text format. */
    public String scrape() {
        return registry.scrape();
    }

    public void answer(HttpServerRequest request) {
        request.response()
                .putHeader("content-type", CONTENT_TYPE)
                .end(scrape())
                .onFailure(gone -> request.connection().close());
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}

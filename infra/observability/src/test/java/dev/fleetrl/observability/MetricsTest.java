package dev.fleetrl.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void standInPrometheussWordsWithTheirUnits() {
        try (Metrics metrics = Metrics.ofProcess()) {
            metrics.counter("episode", "Sealed episodes", "task", "pick").increment(2);
            metrics.timer(
                            "inference.latency",
                            "Time to an answer",
                            List.of(Duration.ofMillis(5), Duration.ofSeconds(2)))
                    .record(Duration.ofMillis(100));
            metrics.gauge("tablets", "Connected tablets", () -> 3);

            assertThat(metrics.scrape())
                    .contains(
                            "# HELP episode_total Sealed episodes",
                            "episode_total{task=\"pick\"} 2.0",
                            "inference_latency_seconds_bucket{le=\"0.005\"} 0",
                            "inference_latency_seconds_bucket{le=\"2.0\"} 1",
                            "inference_latency_seconds_count 1",
                            "tablets 3.0",
                            "jvm_memory_used_bytes");
        }
    }

    @Test
    void forgetRowsThatAreGone() {
        try (Metrics metrics = Metrics.ofProcess()) {
            Metrics.Rows up = metrics.rows("robot.up", "Whether a robot is heard");

            up.set(List.of(new Metrics.Row(List.of("robot", "a"), 1), new Metrics.Row(List.of("robot", "b"), 0)));
            up.set(List.of(new Metrics.Row(List.of("robot", "b"), 1)));

            assertThat(metrics.scrape()).contains("robot_up{robot=\"b\"} 1.0").doesNotContain("robot=\"a\"");
        }
    }
}

package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServingMetricsTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");

    @Test
    void tellHowLongAnswersTookAndHowLongTheyWaited() {
        ServingMetrics metrics = new ServingMetrics(() -> 2);
        PolicyAnswer chunk = new PolicyAnswer.Chunk(Vec.of(1, 2), 1, 2, 1, 0);

        metrics.answered(V1, new InferenceQueue.Answered(chunk, 15, 30, 1), TimeUnit.MILLISECONDS.toNanos(45));
        metrics.answered(
                V1,
                new InferenceQueue.Answered(new PolicyAnswer.Refused("no"), 1, 0, 1),
                TimeUnit.MILLISECONDS.toNanos(1));
        metrics.ran();
        metrics.refused();
        metrics.failed();
        metrics.turnedAway();

        assertThat(metrics.now(List.of(V1)).scrape().lines())
                .contains(
                        "inference_latency_seconds_bucket{policy=\"v1\",le=\"0.005\"} 1",
                        "inference_latency_seconds_bucket{policy=\"v1\",le=\"0.05\"} 2",
                        "inference_queue_seconds_bucket{le=\"0.01\"} 1",
                        "inference_queue_seconds_bucket{le=\"0.02\"} 2",
                        "inference_refused_total 1.0",
                        "inference_failed_total 1.0",
                        "inference_turned_away_total 1.0",
                        "inference_batch_total 1.0",
                        "policy_warm{policy=\"v1\"} 1.0",
                        "policy_clients 2.0");
        metrics.close();
    }
}

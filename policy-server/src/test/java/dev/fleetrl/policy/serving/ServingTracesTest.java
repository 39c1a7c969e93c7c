package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.tracing.Traces;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServingTracesTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String ASK = "b7ad6b7169203331";

    private final List<SpanData> exported = new ArrayList<>();
    private final Traces traces = Traces.to(
            new SpanExporter() {
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
            },
            "policy-server",
            0);

    /** As a robot sends it. */
    private static OpenpiQuestion question(String flags) {
        return OpenpiQuestion.decode(new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(Vec.of(1), 1))
                .text("fleetrl/traceparent", "00-" + TRACE + "-" + ASK + "-" + flags)
                .encode());
    }

    private void over(OpenpiQuestion question, Future<InferenceQueue.Answered> answered) {
        new ServingTraces(Optional.of(traces)).over(question, V1, Traces.nowEpochNanos() - 50_000_000, answered);
        traces.flush();
    }

    private static InferenceQueue.Answered chunk() {
        return new InferenceQueue.Answered(new PolicyAnswer.Chunk(Vec.of(1, 2), 1, 2, 1, 0), 15, 30, 2);
    }

    private SpanData span(String name) {
        return exported.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goOnWithTheRobotsTrace() {
        over(question("01"), Future.succeededFuture(chunk()));

        assertThat(exported).extracting(SpanData::getName).containsExactlyInAnyOrder("answer", "queue", "inference");
        assertThat(exported).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(span("answer").getParentSpanId()).isEqualTo(ASK);
        SpanData inference = span("inference");
        assertThat(inference.getEndEpochNanos() - inference.getStartEpochNanos())
                .isEqualTo(30_000_000);
        assertThat(span("queue").getEndEpochNanos()).isEqualTo(inference.getStartEpochNanos());
        assertThat(inference.getStartEpochNanos() - span("answer").getStartEpochNanos())
                .isEqualTo(15_000_000);
        assertThat(span("answer").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void tellOfWhoeverIsTurnedAway() {
        var busy = InferenceQueue.Answered.without(new PolicyAnswer.Busy("busy: ask again"));
        over(question("01"), Future.succeededFuture(busy));

        assertThat(exported).extracting(SpanData::getName).containsExactlyInAnyOrder("answer", "queue");
        assertThat(span("answer").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("answer").getStatus().getDescription()).isEqualTo("busy: ask again");
    }

    @Test
    void keepNothingOfWhatTheRobotDidNotSampleUnlessItFails() {
        over(question("00"), Future.succeededFuture(chunk()));
        assertThat(exported).isEmpty();

        over(question("00"), Future.failedFuture("the network broke down"));
        assertThat(exported).singleElement().satisfies(answer -> {
            assertThat(answer.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(answer.getStatus().getDescription()).isEqualTo("the network broke down");
        });
    }
}

package dev.fleetrl.robot.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import dev.fleetrl.tracing.Traces;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracedActionTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final Question QUESTION =
            new Question(new RobotId("r1"), V1, "pick", new Observation(List.of(), Vec.of(0)), 1, Optional.empty());

    private final List<SpanData> exported = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();
    private final Promise<ActionChunk> answer = Promise.promise();
    private final PolicyClient server = new PolicyClient() {
        @Override
        public Future<ActionChunk> ask(Question question, long withinMillis) {
            asked.add(question);
            return answer.future();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    };
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
            "robot-agent",
            1);
    private final TracedAction action = new TracedAction(traces);

    private SpanData span(String name) {
        return exported.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesFromTheCameraToTheMotor() {
        List<String> moved = new ArrayList<>();
        long now = Traces.nowEpochNanos();
        action.captured(now - 30_000_000, now - 20_000_000);
        var asking = action.of(server).ask(QUESTION, 500);
        answer.complete(new ActionChunk(V1, List.of(Vec.of(0)), 1));

        action.commanded(() -> moved.add("first"));
        action.commanded(() -> moved.add("second"));
        traces.flush();

        assertThat(asking.succeeded()).isTrue();
        assertThat(moved).containsExactly("first", "second");
        assertThat(exported)
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("capture", "ask", "guard", "actuation", "action");
        assertThat(exported)
                .filteredOn(span -> !span.getName().equals("action"))
                .extracting(SpanData::getParentSpanId)
                .containsOnly(span("action").getSpanId());
        assertThat(span("action").getStartEpochNanos()).isEqualTo(now - 30_000_000);
        assertThat(span("action").getEndEpochNanos())
                .isEqualTo(span("actuation").getEndEpochNanos());
        assertThat(span("guard").getStartEpochNanos()).isEqualTo(span("ask").getEndEpochNanos());
        assertThat(asked.get(0).traceparent())
                .contains("00-" + span("ask").getTraceId() + "-" + span("ask").getSpanId() + "-01");
    }

    @Test
    void endsWhereThePolicyDoesNotAnswer() {
        var asking = action.of(server).ask(QUESTION, 500);
        answer.fail("no answer from the policy within 500 ms");

        action.commanded(() -> {});
        traces.flush();

        assertThat(asking.failed()).isTrue();
        assertThat(exported).extracting(SpanData::getName).containsExactlyInAnyOrder("capture", "ask", "action");
        assertThat(span("ask").getStatus().getDescription()).isEqualTo("no answer from the policy within 500 ms");
        assertThat(span("action").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }
}

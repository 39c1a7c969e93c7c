package dev.fleetrl.robot.trace;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import dev.fleetrl.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What of one robot is traced: {@code capture} (cameras read and encoded), {@code ask} (until the policy's answer, which the
 * server continues), {@code guard} (until the first motion after it is let through) and {@code actuation}. Arm and client are
 * used as without it.
 */
public final class TracedAction {
    private final Traces traces;
    private final AtomicReference<Answered> answered = new AtomicReference<>();
    private volatile long capturedFrom;
    private volatile long capturedUntil;

    private record Answered(Span action, long atNanos) {}

    public TracedAction(Traces traces) {
        this.traces = traces;
    }

    /** The arm, looked at. */
    public Arm of(Arm arm) {
        return new TracedArm(arm, this);
    }

    /** The client, looked at. */
    public PolicyClient of(PolicyClient client) {
        return new PolicyClient() {
            @Override
            public Future<ActionChunk> ask(Question question, long withinMillis) {
                return asked(client, question, withinMillis);
            }

            @Override
            public Future<Void> close() {
                return client.close();
            }
        };
    }

    void captured(long fromNanos, long untilNanos) {
        capturedFrom = fromNanos;
        capturedUntil = untilNanos;
    }

    private Future<ActionChunk> asked(PolicyClient client, Question question, long withinMillis) {
        Span action = traces.root("action", capturedFrom)
                .setAttribute("robot", question.robot().value())
                .setAttribute("policy", question.version().value());
        end(traces.part(action, "capture", capturedFrom), capturedUntil);
        Span ask = traces.part(action, "ask", Traces.nowEpochNanos());
        return client.ask(question.traced(Traces.traceparent(ask)), withinMillis)
                .onComplete(done -> {
                    long now = Traces.nowEpochNanos();
                    if (done.failed()) {
                        ask.setStatus(
                                StatusCode.ERROR, String.valueOf(done.cause().getMessage()));
                        action.setStatus(StatusCode.ERROR);
                        end(action, now);
                    }
                    end(ask, now);
                    if (done.succeeded()) {
                        close(Optional.ofNullable(answered.getAndSet(new Answered(action, now))), now);
                    }
                });
    }

    /** Around the arm's command. */
    void commanded(Runnable command) {
        Answered first = answered.getAndSet(null);
        if (first == null) {
            command.run();
            return;
        }
        long before = Traces.nowEpochNanos();
        end(traces.part(first.action(), "guard", first.atNanos()), before);
        command.run();
        long after = Traces.nowEpochNanos();
        end(traces.part(first.action(), "actuation", before), after);
        end(first.action(), after);
    }

    /** An answer that never moved the arm. */
    private static void close(Optional<Answered> unused, long now) {
        unused.ifPresent(answer -> end(answer.action(), now));
    }

    private static void end(Span span, long epochNanos) {
        span.end(epochNanos, TimeUnit.NANOSECONDS);
    }
}

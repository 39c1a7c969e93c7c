package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.AsyncResult;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server's part of a robot's trace: {@code answer}, and in it {@code queue} and {@code inference}. */
record ServingTraces(Optional<Traces> traces) {
    /**
     * A question has its answer, or none.
     *
     * @param askedAt by the clock of {@link Traces#nowEpochNanos}
     */
    void over(
            OpenpiQuestion question,
            PolicyVersion version,
            long askedAt,
            AsyncResult<InferenceQueue.Answered> answered) {
        traces.ifPresent(to -> tell(to, question, version, askedAt, answered));
    }

    private static void tell(
            Traces traces,
            OpenpiQuestion question,
            PolicyVersion version,
            long askedAt,
            AsyncResult<InferenceQueue.Answered> answered) {
        long now = Traces.nowEpochNanos();
        Span answer =
                traces.continued(question.traceparent(), "answer", askedAt).setAttribute("policy", version.value());
        if (answered.failed()) {
            answer.setStatus(StatusCode.ERROR, String.valueOf(answered.cause().getMessage()));
        } else {
            parts(traces, answer, askedAt, now, answered.result());
            whyNot(answered.result().answer()).ifPresent(why -> answer.setStatus(StatusCode.ERROR, why));
        }
        end(answer, now);
    }

    /** Who was turned away has waited, too, but no network has run for it. */
    private static void parts(Traces traces, Span answer, long askedAt, long now, InferenceQueue.Answered answered) {
        if (answered.batch() == 0) {
            end(traces.part(answer, "queue", askedAt), now);
            return;
        }
        long begun = askedAt + nanos(answered.queueMillis());
        end(traces.part(answer, "queue", askedAt), begun);
        end(
                traces.part(answer, "inference", begun).setAttribute("batch", answered.batch()),
                begun + nanos(answered.inferMillis()));
    }

    private static long nanos(double millis) {
        return (long) (millis * 1e6);
    }

    private static Optional<String> whyNot(PolicyAnswer answer) {
        if (answer instanceof PolicyAnswer.Busy busy) {
            return Optional.of(busy.reason());
        } else if (answer instanceof PolicyAnswer.Refused refused) {
            return Optional.of(refused.reason());
        } else if (answer instanceof PolicyAnswer.Failed failed) {
            return Optional.of(failed.reason());
        }
        return Optional.empty();
    }

    private static void end(Span span, long epochNanos) {
        span.end(epochNanos, TimeUnit.NANOSECONDS);
    }
}

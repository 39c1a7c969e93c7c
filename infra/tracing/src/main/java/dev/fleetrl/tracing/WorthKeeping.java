package dev.fleetrl.tracing;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;

/** Passes on spans of sampled traces, and of others those that failed or were slow. */
final class WorthKeeping implements SpanProcessor {
    private final SpanProcessor next;
    private final long slowNanos;

    WorthKeeping(SpanProcessor next, Duration slow) {
        this.next = next;
        this.slowNanos = slow.toNanos();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Nothing is known of it yet.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled()
                || span.getLatencyNanos() > slowNanos
                || span.toSpanData().getStatus().getStatusCode() == StatusCode.ERROR) {
            next.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return next.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return next.shutdown();
    }
}

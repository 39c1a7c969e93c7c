package dev.fleetrl.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** As whoever began the trace chose; what is not chosen is recorded all the same, for it may turn out to be slow. */
final class RecordingSampler implements Sampler {
    private final Sampler chooses;

    RecordingSampler(double share) {
        chooses = Sampler.parentBased(Sampler.traceIdRatioBased(share));
    }

    @Override
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        SamplingResult choice = chooses.shouldSample(parent, traceId, name, kind, attributes, parentLinks);
        return choice.getDecision() == SamplingDecision.DROP ? SamplingResult.recordOnly() : choice;
    }

    @Override
    public String getDescription() {
        return "recording " + chooses.getDescription();
    }
}

package dev.fleetrl.value.service;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.value.critic.CriticConfig;
import dev.fleetrl.value.critic.CriticManifest;
import dev.fleetrl.value.critic.CriticRun;
import dev.fleetrl.value.critic.CriticSplit;
import dev.fleetrl.value.function.ValueFunctionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** All that a round asks of value-model: labels by the value function, and the progress critic where it wants one. */
public final class RoundLabelling implements Labelling, AutoCloseable {
    private final SnapshotLabelling labels;
    private final CriticRun critic;

    private RoundLabelling(SnapshotLabelling labels, CriticRun critic) {
        this.labels = labels;
        this.critic = critic;
    }

    /** As {@link SnapshotLabelling#in}. */
    public static RoundLabelling in(Path data, ValueFunctionConfig value, CriticConfig critic) throws IOException {
        return new RoundLabelling(SnapshotLabelling.in(data, value), CriticRun.in(data, critic));
    }

    /** What the critic cannot be trained on is refused before the value function costs minutes. */
    @Override
    public LabelRecord.Finished label(LabelRequest request, Listener listener) throws IOException {
        if (request.settings().criticSteps() == 0) {
            return labels.label(request, listener);
        }
        CriticSplit split = critic.check(request);
        LabelRecord.Finished labelled = labels.label(request, listener);
        long start = System.nanoTime();
        CriticManifest trained = critic.run(request, split, listener::at);
        Map<String, Double> metrics = new HashMap<>(labelled.metrics());
        metrics.putAll(CriticRun.named(trained.metrics()));
        return new LabelRecord.Finished(
                request.run(),
                labelled.epsilonByTask(),
                labelled.positiveBySource(),
                metrics,
                labelled.flags(),
                labelled.seconds() + (System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        labels.close();
        critic.close();
    }
}

package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.batching.BatchQueue;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which queue a question waits in: one for all networks that run here, and one for each policy that another server answers,
 * whose threads mostly wait. So a server that hangs holds up nobody but its own robots. Owned by one event loop.
 */
final class Queues {
    private final ServingConfig config;
    private final Function<PolicyVersion, Optional<PolicyManifest>> manifests;
    private final Supplier<List<PolicyVersion>> loaded;
    private final Opening opening;
    private final InferenceQueue here;
    private final Map<PolicyVersion, InferenceQueue> elsewhere = new HashMap<>();

    /** Opens a queue with threads of its own. */
    @FunctionalInterface
    interface Opening {
        InferenceQueue open(String kind, BatchQueue.Limits limits);
    }

    /** @param loaded versions; the queue of another one is closed, for nobody can have a question in it */
    Queues(
            ServingConfig config,
            Function<PolicyVersion, Optional<PolicyManifest>> manifests,
            Supplier<List<PolicyVersion>> loaded,
            Opening opening) {
        this.config = config;
        this.manifests = manifests;
        this.loaded = loaded;
        this.opening = opening;
        here = opening.open("", config.limits());
    }

    /** How long an answer is of use to who does not say, by whether its version is loaded. */
    long withinMillis(boolean isLoaded) {
        return config.withinMillis(isLoaded);
    }

    Future<InferenceQueue.Answered> ask(InferenceQueue.Asked asked) {
        return manifests
                .apply(asked.version())
                .flatMap(PolicyManifest::remote)
                .map(remote -> elsewhere(asked.version(), remote))
                .orElse(here)
                .ask(asked);
    }

    private InferenceQueue elsewhere(PolicyVersion version, PolicyManifest.Remote remote) {
        InferenceQueue known = elsewhere.get(version);
        if (known != null) {
            return known;
        }
        List<PolicyVersion> stay = loaded.get();
        elsewhere.entrySet().removeIf(entry -> {
            boolean isGone = !stay.contains(entry.getKey());
            if (isGone) {
                entry.getValue().close();
            }
            return isGone;
        });
        InferenceQueue opened = opening.open("-" + version, limits(remote));
        elsewhere.put(version, opened);
        return opened;
    }

    /** openpi's protocol takes one question at a time: a batch is one, and there are as many beside one another as connections. */
    private BatchQueue.Limits limits(PolicyManifest.Remote remote) {
        return new BatchQueue.Limits(0, 1, config.maxWaiting(), remote.connections());
    }

    /** Whether no robot's question waits. */
    boolean areIdle() {
        return here.isIdle() && elsewhere.values().stream().allMatch(InferenceQueue::isIdle);
    }

    int waiting() {
        return here.waiting()
                + elsewhere.values().stream().mapToInt(InferenceQueue::waiting).sum();
    }
}

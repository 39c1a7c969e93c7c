package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.shadow.ShadowMirror;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Versions that answer in the shadow of others, one question at a time, on a thread of their own, and only while no robot waits.
 * Owned by one event loop.
 */
final class Shadows {
    /** Questions that wait for a quiet moment; more are let go. */
    private static final int MOST_WAITING = 32;

    private final WorkerExecutor worker;
    private final BooleanSupplier isQuiet;
    private final Map<PolicyVersion, Shadow> shadows = new LinkedHashMap<>();
    private final Queue<Question> waiting = new ArrayDeque<>();
    private boolean isAsking;

    private record Shadow(ShadowMirror mirror, WarmPolicies.Lease lease) {}

    private record Question(ShadowMirror mirror, WarmPolicies.Lease lease, PolicyQuery query, Vec said) {
        boolean isOf(Shadow shadow) {
            return mirror == shadow.mirror();
        }
    }

    /** @param isQuiet whether no robot's question waits */
    Shadows(Vertx vertx, BooleanSupplier isQuiet) {
        worker = vertx.createSharedWorkerExecutor("shadow", 1);
        this.isQuiet = isQuiet;
    }

    /** From now on; anew where it was there already. */
    void begin(PolicyVersion version, ShadowMirror mirror, WarmPolicies.Lease lease) {
        end(version);
        shadows.put(version, new Shadow(mirror, lease));
    }

    void end(PolicyVersion version) {
        Optional.ofNullable(shadows.remove(version)).ifPresent(shadow -> {
            shadow.lease().close();
            waiting.stream()
                    .filter(question -> question.isOf(shadow))
                    .forEach(question -> question.lease().close());
            waiting.removeIf(question -> question.isOf(shadow));
        });
    }

    boolean has(PolicyVersion version) {
        return shadows.containsKey(version);
    }

    /** A version has answered a robot. */
    void heard(PolicyVersion version, PolicyQuery query, PolicyAnswer.Chunk chunk) {
        for (Shadow shadow : shadows.values()) {
            if (shadow.mirror().wants(version) && waiting.size() < MOST_WAITING) {
                waiting.add(new Question(shadow.mirror(), shadow.lease().again(), query.plainly(), chunk.actions()));
            }
        }
    }

    /** Asks the next where all is quiet. What does not fit its question is no failure of the version's. */
    void pump() {
        if (isAsking || waiting.isEmpty() || !isQuiet.getAsBoolean()) {
            return;
        }
        isAsking = true;
        Question next = waiting.remove();
        long startedNanos = System.nanoTime();
        worker.executeBlocking(() -> CheckedAnswers.of(next.lease().backend(), List.of(next.query())), false)
                .onComplete(done -> {
                    isAsking = false;
                    next.lease().close();
                    if (done.failed() || !(done.result().get(0) instanceof PolicyAnswer.Refused)) {
                        next.mirror()
                                .answered(
                                        next.said(),
                                        done.succeeded() ? actions(done.result().get(0)) : Optional.empty(),
                                        (System.nanoTime() - startedNanos) / 1e6);
                    }
                    pump();
                });
    }

    private static Optional<Vec> actions(PolicyAnswer answer) {
        return answer instanceof PolicyAnswer.Chunk chunk ? Optional.of(chunk.actions()) : Optional.empty();
    }

    List<ShadowMirror.Summary> summaries() {
        return shadows.values().stream()
                .map(shadow -> shadow.mirror().summary())
                .toList();
    }
}

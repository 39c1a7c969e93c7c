package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyAnswer;
import dev.fleetrl.policy.serving.PolicyBackend;
import dev.fleetrl.policy.serving.PolicyQuery;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy server's network without its socket. Each question is a batch of its own, so that an answer depends on nothing
 * but the question; it takes the same virtual time always.
 */
final class InProcessPolicies implements AutoCloseable {
    private static final int WARM = 2;
    private static final long MILLI = 1_000_000L;

    private final PolicyStore store;
    private final Map<PolicyVersion, PolicyBackend> warm = new LinkedHashMap<>(WARM, 0.75f, true);

    InProcessPolicies(PolicyStore store) {
        this.store = store;
    }

    /** Answers in the time of one run, under one guidance. */
    PolicyClient client(VirtualTime time, int answerMillis, Guidance guidance) {
        return new PolicyClient() {
            @Override
            public Future<ActionChunk> ask(Question question, long withinMillis) {
                Promise<ActionChunk> promise = Promise.promise();
                ActionChunk chunk = answer(question, guidance);
                time.in(answerMillis * MILLI, () -> promise.complete(chunk));
                return promise.future();
            }

            @Override
            public Future<Void> close() {
                return Future.succeededFuture();
            }
        };
    }

    private PolicyClient.ActionChunk answer(PolicyClient.Question question, Guidance guidance) {
        Map<String, Picture> pictures = new HashMap<>();
        for (Frame frame : question.observation().frames()) {
            pictures.put(frame.camera(), new Picture.Jpeg(frame.jpeg()));
        }
        PolicyQuery query = new PolicyQuery(
                pictures,
                question.observation().proprioception(),
                question.instruction(),
                Indicator.POSITIVE,
                Optional.of(guidance),
                question.noiseSeed(),
                question.underWay().map(InProcessPolicies::joined));
        PolicyAnswer answer = backend(question.version()).infer(List.of(query)).get(0);
        if (answer instanceof PolicyAnswer.Chunk chunk) {
            return new PolicyClient.ActionChunk(question.version(), rows(chunk), chunk.executeSteps(), chunk.delay());
        }
        throw new IllegalStateException("policy " + question.version() + " refuses a question: " + answer);
    }

    private static PolicyQuery.UnderWay joined(PolicyClient.UnderWay underWay) {
        int size = underWay.actions().get(0).size();
        float[] joined = new float[underWay.actions().size() * size];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = underWay.actions().get(i / size).at(i % size);
        }
        return new PolicyQuery.UnderWay(Vec.of(joined), underWay.delay());
    }

    private static List<Vec> rows(PolicyAnswer.Chunk chunk) {
        List<Vec> rows = new ArrayList<>();
        for (int step = 0; step < chunk.horizon(); step++) {
            float[] action = new float[chunk.actionSize()];
            for (int i = 0; i < action.length; i++) {
                action[i] = chunk.actions().at(step * action.length + i);
            }
            rows.add(Vec.of(action));
        }
        return rows;
    }

    private PolicyBackend backend(PolicyVersion version) {
        PolicyBackend known = warm.get(version);
        if (known != null) {
            return known;
        }
        Optional<PolicyVersion> eldest = warm.keySet().stream().findFirst();
        if (warm.size() == WARM) {
            eldest.map(warm::remove).ifPresent(PolicyBackend::close);
        }
        try {
            PolicyBackend loaded = TensorFlowBackend.warm(store.read(version), 1);
            warm.put(version, loaded);
            return loaded;
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        warm.values().forEach(PolicyBackend::close);
        warm.clear();
    }
}

package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyBackend;
import dev.fleetrl.policy.serving.PolicyQuery;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** How long a robot waits for its chunk: from the backend, pictures decoded and all, and through the WebSocket. */
public final class ServingBench {
    private static final double TARGET_MILLIS = 10;
    private static final double TAIL_TARGET_MILLIS = 25;
    private static final int WARM_UP_CALLS = 30;
    private static final int BATCH = 16;

    private ServingBench() {}

    /** Writes a policy into an empty folder and asks it. */
    public static List<Figure> run(Path folder, int calls) throws Exception {
        PolicyStore store = PolicyStore.open(folder);
        PolicyManifest manifest = BenchPolicy.write(store);
        PolicyArtefact artefact = store.read(manifest.version());
        List<Figure> figures = new ArrayList<>();
        try (TensorFlowBackend backend = TensorFlowBackend.warm(artefact, BATCH)) {
            figures.addAll(backend(backend, "inference for one robot", query(Guidance.PLAIN), 1, calls));
            figures.addAll(backend(backend, "the same, guided", query(new Guidance(2)), 1, calls));
            figures.addAll(backend(backend, "inference for 16 robots", query(Guidance.PLAIN), BATCH, calls / 8));
        }
        double[] millis = SocketBench.ask(manifest, () -> warm(store, manifest), WARM_UP_CALLS, calls);
        figures.add(p50("one robot through the WebSocket", millis, TARGET_MILLIS));
        figures.add(Figure.atMost(
                "one robot through the WebSocket, p99", Stopwatch.quantile(millis, 0.99), "ms", TAIL_TARGET_MILLIS));
        return figures;
    }

    private static PolicyBackend warm(PolicyStore store, PolicyManifest manifest) throws IOException {
        return TensorFlowBackend.warm(store.read(manifest.version()), BATCH);
    }

    private static List<Figure> backend(
            PolicyBackend backend, String metric, PolicyQuery query, int robots, int calls) {
        List<PolicyQuery> queries = Collections.nCopies(robots, query);
        for (int call = 0; call < WARM_UP_CALLS; call++) {
            backend.infer(queries);
        }
        double[] millis = new double[calls];
        double cpu = Stopwatch.cpuMillis();
        for (int call = 0; call < calls; call++) {
            long startedNanos = System.nanoTime();
            backend.infer(queries);
            millis[call] = (System.nanoTime() - startedNanos) / 1e6;
        }
        double cpuPerCall = (Stopwatch.cpuMillis() - cpu) / calls;
        return List.of(
                p50(metric, millis, TARGET_MILLIS * robots),
                Figure.atMost(metric + ", CPU", cpuPerCall, "ms", TARGET_MILLIS * robots));
    }

    private static Figure p50(String metric, double[] millis, double target) {
        return Figure.atMost(metric + ", p50", Stopwatch.quantile(millis, 0.5), "ms", target);
    }

    private static PolicyQuery query(Guidance guidance) {
        Bytes jpeg = BenchPolicy.jpeg();
        return new PolicyQuery(
                Map.of("third", new Picture.Jpeg(jpeg), "wrist", new Picture.Jpeg(jpeg)),
                Vec.of(new float[BenchPolicy.PROPRIOCEPTION]),
                BenchPolicy.INSTRUCTION,
                Indicator.POSITIVE,
                guidance,
                1);
    }

    public static void main(String[] arguments) throws Exception {
        run(Path.of(arguments[0]), 200).forEach(System.out::println);
    }
}

package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.serving.PolicyBackend;
import dev.fleetrl.policy.serving.PolicyUnavailableException;
import dev.fleetrl.policy.serving.PolicyVerticle;
import dev.fleetrl.policy.serving.ServingConfig;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.proto.ConfigProto;

/**
 * A policy server as a process of its own, over a log in memory, so that its CPU time and memory are its own. It does what its
 * standard input says, line by line, answers each with a line, and ends with it:
 *
 * <pre>
 *   load VERSION ARTEFACT   as if it were registered under that name; answers "warm" or "refused", and why
 *   publish VERSION
 *   bare CALLS              milliseconds, p50, of the network alone and of the backend, for one robot
 * </pre>
 */
final class BenchServer {
    static final String HOST = "127.0.0.1";
    private static final int QUEUE = 1024;
    private static final int DEADLINE_MILLIS = 500;
    private static final int LOADING_MILLIS = 10_000;
    private static final int WARM = 4;
    private static final int WINDOW_MILLIS = 5;

    private final PolicyStore store;
    private final int maxBatch;
    private final ConfigProto session;
    private final Map<PolicyVersion, PolicyVersion> artefacts = new ConcurrentHashMap<>();
    private final LogInMemory log = new LogInMemory();

    /** How a server answers; {@code isTuned} is false for TensorFlow's default session. */
    record Manner(int workers, int maxBatch, boolean isTuned) {}

    private BenchServer(Path folder, int maxBatch, boolean isTuned) throws IOException {
        store = PolicyStore.open(folder);
        this.maxBatch = maxBatch;
        session = isTuned ? SessionConfig.forServing() : ConfigProto.getDefaultInstance();
    }

    /** {@code folder workers maxBatch isTuned}. */
    public static void main(String[] arguments) throws Exception {
        int maxBatch = Integer.parseInt(arguments[2]);
        BenchServer server = new BenchServer(Path.of(arguments[0]), maxBatch, Boolean.parseBoolean(arguments[3]));
        ServingConfig serving = new ServingConfig(
                WARM,
                Integer.parseInt(arguments[1]),
                WINDOW_MILLIS,
                maxBatch,
                QUEUE,
                DEADLINE_MILLIS,
                LOADING_MILLIS,
                Optional.empty());
        PolicyVerticle verticle =
                new PolicyVerticle(new PolicyVerticle.Identity("bench", HOST, 0), serving, server.log, server::load);
        Vertx.vertx()
                .deployVerticle(verticle)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println("port " + verticle.port());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(server.obey(order.split(" ", -1)));
        }
        System.exit(0);
    }

    private String obey(String... order) throws IOException {
        PolicyVersion version = new PolicyVersion(order[1]);
        switch (order[0]) {
            case "load" -> {
                artefacts.put(version, new PolicyVersion(order[2]));
                ModelRecord answer = log.register(
                        version, store.read(new PolicyVersion(order[2])).manifest());
                return answer instanceof ModelRecord.Refused refused ? "refused " + refused.reason() : "warm";
            }
            case "publish" -> {
                log.publish(LogTopics.MODELS, new ModelRecord.Published(version, new TaskId("bench"), 0))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
                return "published";
            }
            default -> {
                return BareNetwork.run(store.read(BenchPolicy.VERSION), session, Integer.parseInt(order[1]));
            }
        }
    }

    private PolicyBackend load(PolicyVersion version) throws PolicyUnavailableException {
        try {
            return TensorFlowBackend.warm(store.read(artefacts.getOrDefault(version, version)), maxBatch, session);
        } catch (IOException e) {
            throw new PolicyUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }
}

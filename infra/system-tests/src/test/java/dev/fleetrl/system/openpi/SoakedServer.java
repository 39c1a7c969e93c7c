package dev.fleetrl.system.openpi;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.serving.Door;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyAnswer;
import dev.fleetrl.policy.serving.PolicyBackend;
import dev.fleetrl.policy.serving.PolicyQuery;
import dev.fleetrl.policy.serving.PolicyVerticle;
import dev.fleetrl.policy.serving.ServingConfig;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A policy server for a whole soak. Its policy decodes each picture, and goes ahead by its state's first number. */
final class SoakedServer {
    static final int HORIZON = 2;
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final TaskId PICK = new TaskId("pick");
    private static final int PIXELS = 64;
    private static final int CONNECTIONS = 64;

    private SoakedServer() {}

    /** Started once; few connections at a time, so that one that is never given back is missed. */
    private static final class Started {
        private static final int PORT = start();
    }

    static int port() {
        return Started.PORT;
    }

    private static int start() {
        PolicyVerticle server = new PolicyVerticle(
                new PolicyVerticle.Identity("soaked", "127.0.0.1", 0),
                new Door(Optional.empty(), 10, 5, CONNECTIONS, Embodiments.shipped()),
                new ServingConfig(1, 1, 1, 8, 64, 10_000, 10_000, Optional.empty()),
                new OneVersion(),
                version -> new Ahead());
        Vertx.vertx().deployVerticle(server).await();
        return server.port();
    }

    private static final class Ahead implements PolicyBackend {
        @Override
        public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
            return queries.stream().map(Ahead::answer).toList();
        }

        private static PolicyAnswer answer(PolicyQuery query) {
            try {
                byte[] rgb = new byte[PIXELS * PIXELS * 3];
                for (Picture picture : query.pictures().values()) {
                    picture.decode(PIXELS, rgb, 0);
                }
            } catch (IOException e) {
                return new PolicyAnswer.Refused(String.valueOf(e.getMessage()));
            }
            if (query.state().size() == 0) {
                return new PolicyAnswer.Refused("'observation/state' has 0 elements, the policy wants at least 1");
            }
            float[] actions = new float[HORIZON * 7];
            actions[0] = query.state().at(0);
            return new PolicyAnswer.Chunk(Vec.of(actions), HORIZON, 7, HORIZON, 0);
        }

        @Override
        public void close() {}
    }

    /** A log that tells of one published policy. */
    private static final class OneVersion implements Log {
        @Override
        public <M> Future<Void> publish(Topic<M> topic, M message) {
            return Future.succeededFuture();
        }

        @Override
        public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
            return Future.succeededFuture();
        }

        @Override
        public <M> Future<Void> replay(Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
            if (!topic.equals(LogTopics.MODELS)) {
                return Future.succeededFuture();
            }
            return handler.apply(new Logged<>(topic.type().cast(new ModelRecord.Registered(V1, manifest())), 0, 0))
                    .compose(done -> handler.apply(
                            new Logged<>(topic.type().cast(new ModelRecord.Published(V1, PICK, 1)), 0, 1)));
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    private static PolicyManifest manifest() {
        return new PolicyManifest(
                Schema.POLICY,
                V1,
                Optional.empty(),
                List.of(PICK),
                List.of("go"),
                "sft",
                new SnapshotId("s"),
                Optional.empty(),
                List.of("third", "wrist"),
                2,
                HORIZON,
                HORIZON,
                1,
                1,
                1,
                Map.of(),
                Map.of(),
                "v1",
                "0");
    }
}

package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.policy.serving.PolicyBackend;
import dev.fleetrl.policy.serving.PolicyUnavailableException;
import dev.fleetrl.policy.serving.PolicyVerticle;
import dev.fleetrl.policy.serving.ServingConfig;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One robot that asks over and over, through a real server on this machine. */
final class SocketBench {
    private static final String HOST = "127.0.0.1";
    private static final long LIMIT_SECONDS = 60;
    private static final ServingConfig SERVING = new ServingConfig(1, 1, 5, 16, 64);

    private SocketBench() {}

    /** Milliseconds of each call but the first ones. */
    static double[] ask(PolicyManifest manifest, Callable<PolicyBackend> load, int warmUp, int calls) throws Exception {
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient();
        PolicyVerticle server = new PolicyVerticle(
                new PolicyVerticle.Identity("bench", HOST, 0), SERVING, new OneModel(manifest), version -> load(load));
        try {
            join(vertx.deployVerticle(server));
            BlockingQueue<Buffer> answers = new ArrayBlockingQueue<>(1);
            WebSocket socket = join(client.webSocket()
                    .binaryMessageHandler(answers::add)
                    .connect(new WebSocketConnectOptions()
                            .setHost(HOST)
                            .setPort(server.port())
                            .setURI("/")));
            answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            double[] millis = new double[calls];
            byte[] question = question();
            for (int call = -warmUp; call < calls; call++) {
                long startedNanos = System.nanoTime();
                join(socket.writeBinaryMessage(Buffer.buffer(question)));
                if (answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS) == null) {
                    throw new TimeoutException("no answer within " + LIMIT_SECONDS + " s");
                }
                if (call >= 0) {
                    millis[call] = (System.nanoTime() - startedNanos) / 1e6;
                }
            }
            return millis;
        } finally {
            join(client.close());
            join(vertx.close());
        }
    }

    private static PolicyBackend load(Callable<PolicyBackend> load) throws PolicyUnavailableException {
        try {
            return load.call();
        } catch (Exception e) {
            throw new PolicyUnavailableException("cannot load", e);
        }
    }

    private static byte[] question() {
        byte[] jpeg = BenchPolicy.jpeg().toArray();
        return new OpenpiMap.Builder()
                .binary("observation/third", jpeg)
                .binary("observation/wrist", jpeg)
                .array(
                        "observation/state",
                        NdArray.floats(Vec.of(new float[BenchPolicy.PROPRIOCEPTION]), BenchPolicy.PROPRIOCEPTION))
                .text("prompt", BenchPolicy.INSTRUCTION)
                .text("fleetrl/policy_version", BenchPolicy.VERSION.value())
                .integer("fleetrl/noise_seed", 1)
                .encode();
    }

    private static <T> T join(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** A log that holds one registered policy and forgets what it is told. */
    private record OneModel(PolicyManifest manifest) implements Log {
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
            ModelRecord registered = new ModelRecord.Registered(manifest.version(), manifest);
            return topic.equals(LogTopics.MODELS)
                    ? handler.apply(new Logged<>(topic.type().cast(registered), 0, 0))
                    : Future.succeededFuture();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}

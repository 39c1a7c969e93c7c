package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A server with scripted policies, which add up the state that they are sent. Version {@code broken} never loads, {@code slow} when
 * the test lets it, {@code surprising} fails in an unforeseen way, {@code shifted} adds a half; all answer at once unless {@code holds}.
 * For {@code elsewhere} another server would answer, two questions at a time: it loads when the test lets it, and answers when it does.
 */
final class ScriptedServer implements AutoCloseable {
    static final PolicyVersion V1 = new PolicyVersion("v1");
    static final PolicyVersion BROKEN = new PolicyVersion("broken");
    static final PolicyVersion SURPRISING = new PolicyVersion("surprising");
    static final PolicyVersion SHIFTED = new PolicyVersion("shifted");
    static final PolicyVersion SLOW = new PolicyVersion("slow");
    static final PolicyVersion ELSEWHERE = new PolicyVersion("elsewhere");
    private static final long LIMIT_SECONDS = 10;

    final Vertx vertx = Vertx.vertx();
    final MemoryLog log = new MemoryLog();
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch loaded = new CountDownLatch(1);
    final AtomicBoolean holds = new AtomicBoolean();
    private final CountDownLatch started = new CountDownLatch(1);
    /** Vert.x closes a client that nobody refers to. */
    private final WebSocketClient sockets =
            vertx.createWebSocketClient(new WebSocketClientOptions().setClosingTimeout(1));

    private final PolicyVerticle verticle;

    /** It knows {@code v1}. */
    ScriptedServer() throws Exception {
        this(Door.open());
    }

    ScriptedServer(Door door) throws Exception {
        verticle = new PolicyVerticle(
                new PolicyVerticle.Identity("server-1", "127.0.0.1", 0),
                door,
                new ServingConfig(2, 1, 5, 4, 8, 10_000, 10_000, Optional.empty()),
                log,
                this::load);
        register(V1);
        join(vertx.deployVerticle(verticle));
    }

    void register(PolicyVersion version) throws Exception {
        join(log.publish(LogTopics.MODELS, registered(version)));
    }

    void publish(PolicyVersion version) throws Exception {
        join(log.publish(LogTopics.MODELS, new ModelRecord.Published(version, new TaskId("pick"), 1)));
    }

    void tell(ModelRecord record) throws Exception {
        join(log.publish(LogTopics.MODELS, record));
    }

    /** The latest of a kind that the log holds. */
    <M> Optional<M> told(Class<M> kind) {
        return log.messages().stream().filter(kind::isInstance).map(kind::cast).reduce((before, latest) -> latest);
    }

    /** What the server says of itself, once it is so. */
    String awaitStatus(Predicate<String> isSo) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/status"))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        long limitNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        String status = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        while (!isSo.test(status) && System.nanoTime() < limitNanos) {
            status = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
        return status;
    }

    PolicyVerticle verticle() {
        return verticle;
    }

    int port() {
        return verticle.port();
    }

    /** Returns when a batch is being held. */
    void awaitStarted() {
        await(started);
    }

    @Override
    public void close() {
        release.countDown();
        loaded.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private PolicyBackend load(PolicyVersion version) throws PolicyUnavailableException {
        if (version.equals(BROKEN)) {
            throw new PolicyUnavailableException("policy broken is damaged", new IllegalStateException());
        }
        if (version.equals(SLOW) || version.equals(ELSEWHERE)) {
            await(loaded);
        }
        if (version.equals(SURPRISING)) {
            throw new IllegalStateException("the graph is not ours");
        }
        return new PolicyBackend() {
            @Override
            public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
                if (holds.get() || version.equals(ELSEWHERE)) {
                    started.countDown();
                    await(release);
                }
                float more = version.equals(SHIFTED) ? 0.5f : 0;
                return queries.stream().map(query -> chosen(query, more)).toList();
            }

            @Override
            public int rows(PolicyQuery query) {
                return query.choice().candidates().orElse(1);
            }

            @Override
            public void close() {}
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Candidates are scored with their number; the best is the last. */
    private static PolicyAnswer chosen(PolicyQuery query, float more) {
        PolicyAnswer.Chunk sum = sum(query.state(), more);
        int candidates = query.choice().candidates().orElse(1);
        float[] scores = new float[candidates];
        for (int k = 0; k < candidates; k++) {
            scores[k] = k;
        }
        return candidates == 1
                ? sum
                : new PolicyAnswer.Chunk(
                        sum.actions(),
                        sum.horizon(),
                        sum.actionSize(),
                        sum.executeSteps(),
                        sum.delay(),
                        Optional.of(new PolicyAnswer.Chosen(Vec.of(scores), candidates - 1)));
    }

    private static PolicyAnswer.Chunk sum(Vec state, float more) {
        float sum = more;
        for (float element : state.toArray()) {
            sum += element;
        }
        return new PolicyAnswer.Chunk(Vec.of(sum, 0), 1, 2, 8, 0);
    }

    static OpenpiMap.Builder question(PolicyVersion version) {
        return question().text("fleetrl/policy_version", version.value());
    }

    /** Of a client that knows no versions. */
    static OpenpiMap.Builder question() {
        return new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(Vec.of(1, 2), 2))
                .text("prompt", "go");
    }

    private static ModelRecord registered(PolicyVersion version) {
        return new ModelRecord.Registered(
                version,
                new PolicyManifest(
                        Schema.POLICY,
                        version,
                        Optional.empty(),
                        List.of(new TaskId("pick")),
                        List.of("go"),
                        "sft",
                        new SnapshotId("s1"),
                        Optional.empty(),
                        List.of("third"),
                        2,
                        1,
                        8,
                        10,
                        1,
                        1,
                        Map.of(),
                        Map.of(),
                        version.value(),
                        "0",
                        Optional.of(new PolicyManifest.Remote("ws://gpu:8000", "libero", 2, 2))
                                .filter(remote -> version.equals(ELSEWHERE))));
    }

    static <T> T join(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** A robot, as far as the server can tell. */
    final class Client {
        private final BlockingQueue<Buffer> frames = new ArrayBlockingQueue<>(8);
        private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(8);
        private final BlockingQueue<Short> codes = new ArrayBlockingQueue<>(1);
        private final WebSocket socket;

        Client() throws Exception {
            socket = join(sockets.webSocket()
                    .binaryMessageHandler(frames::add)
                    .textMessageHandler(lines::add)
                    .connect(new WebSocketConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(port())
                            .setURI("/")));
            socket.closeHandler(closed -> codes.add(socket.closeStatusCode()));
        }

        void ask(OpenpiMap.Builder question) throws Exception {
            send(question.encode());
        }

        void send(byte[] frame) throws Exception {
            join(socket.writeBinaryMessage(Buffer.buffer(frame)));
        }

        OpenpiMap next() throws Exception {
            return OpenpiMap.decode(
                    taken(frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).getBytes());
        }

        String line() throws Exception {
            return taken(lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }

        short closeCode() throws Exception {
            return taken(codes.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }

        private static <T> T taken(@Nullable T value) {
            return Optional.ofNullable(value).orElseThrow(() -> new AssertionError("nothing came in time"));
        }
    }
}

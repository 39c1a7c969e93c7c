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
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a scripted policy, which adds up the state that it is sent; version {@code broken} never loads. */
class PolicyVerticleTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final PolicyVersion BROKEN = new PolicyVersion("broken");
    private static final PolicyVersion SURPRISING = new PolicyVersion("surprising");
    private static final long LIMIT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    /** Vert.x closes a client that nobody refers to. */
    private final HttpClient requests = vertx.createHttpClient();

    private final WebSocketClient sockets =
            vertx.createWebSocketClient(new WebSocketClientOptions().setClosingTimeout(1));
    private final MemoryLog log = new MemoryLog();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean holds = new AtomicBoolean();
    private final PolicyVerticle verticle = new PolicyVerticle(
            new PolicyVerticle.Identity("server-1", "127.0.0.1", 0), new ServingConfig(2, 1, 5, 4, 8), log, this::load);

    @BeforeEach
    void deploy() throws Exception {
        join(log.publish(LogTopics.MODELS, registered(V1)));
        join(vertx.deployVerticle(verticle));
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        join(vertx.close());
    }

    @Test
    void saysThatItIsWarm() throws Exception {
        awaitInLog(new ModelRecord.Warm(V1, "server-1"));
    }

    @Test
    void warmsWhatIsRegisteredLaterAndRefusesWhatDoesNotLoad() throws Exception {
        join(log.publish(LogTopics.MODELS, registered(BROKEN)));

        awaitInLog(new ModelRecord.Refused(BROKEN, "server-1", "policy broken is damaged"));
    }

    /** Else the round would wait for it in vain. */
    @Test
    void refusesWhatFailsToLoadInAnUnforeseenWay() throws Exception {
        join(log.publish(LogTopics.MODELS, registered(SURPRISING)));

        awaitInLog(new ModelRecord.Refused(
                SURPRISING,
                "server-1",
                "policy surprising does not load: java.lang.IllegalStateException: the graph is not ours"));
    }

    @Test
    void answersInOpenpisFormat() throws Exception {
        Client client = new Client();
        assertThat(client.next().keys()).contains("fleetrl/server", "fleetrl/protocol");

        client.ask(question(V1).integer("fleetrl/request", 42));

        OpenpiMap answer = client.next();
        assertThat(answer.array("actions")).contains(NdArray.floats(Vec.of(3, 0), 1, 2));
        assertThat(answer.text("fleetrl/policy_version")).contains("v1");
        assertThat(answer.integer("fleetrl/request")).contains(42L);
        assertThat(answer.integer("fleetrl/execute_steps")).contains(8L);
        assertThat(answer.keys()).contains("server_timing");
    }

    @Test
    void servesTheNewestPublishedToThoseWithoutAWish() throws Exception {
        join(log.publish(LogTopics.MODELS, new ModelRecord.Published(V1, new TaskId("pick"), 1)));
        Client client = new Client();
        assertThat(client.next().text("fleetrl/policy_version")).contains("v1");

        client.ask(new OpenpiMap.Builder().array("observation/state", NdArray.floats(Vec.of(1, 2), 2)));

        assertThat(client.next().text("fleetrl/policy_version")).contains("v1");
    }

    @Test
    void refusesAnUnknownVersionWithOneLine() throws Exception {
        Client client = new Client();
        client.next();

        client.ask(question(new PolicyVersion("v9")));

        assertThat(client.line()).isEqualTo("unknown policy version v9");
        assertThat(client.closeCode()).isEqualTo((short) 1008);
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        Client client = new Client();
        client.next();

        client.send(new byte[] {1, 2, 3});

        assertThat(client.line()).isEqualTo("the frame is not a msgpack map with text keys");
        assertThat(client.closeCode()).isEqualTo((short) 1008);
    }

    @Test
    void takesOneQuestionAtATime() throws Exception {
        holds.set(true);
        Client client = new Client();
        client.next();

        client.ask(question(V1));
        client.ask(question(V1));

        assertThat(client.line()).isEqualTo("one question at a time: wait for the answer");
    }

    @Test
    void isHealthyWhileTheNetworkRuns() throws Exception {
        holds.set(true);
        Client client = new Client();
        client.next();
        client.ask(question(V1));

        assertThat(get("/healthz")).isEqualTo("OK\n");
        assertThat(get("/status")).contains("\"server\":\"server-1\"").contains("\"warm\":[\"v1\"]");
    }

    private PolicyBackend load(PolicyVersion version) throws PolicyUnavailableException {
        if (version.equals(BROKEN)) {
            throw new PolicyUnavailableException("policy broken is damaged", new IllegalStateException());
        }
        if (version.equals(SURPRISING)) {
            throw new IllegalStateException("the graph is not ours");
        }
        return new PolicyBackend() {
            @Override
            public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
                if (holds.get()) {
                    awaitRelease();
                }
                return queries.stream().map(query -> sum(query.state())).toList();
            }

            @Override
            public void close() {}
        };
    }

    private void awaitRelease() {
        try {
            assertThat(release.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PolicyAnswer sum(Vec state) {
        float sum = 0;
        for (float element : state.toArray()) {
            sum += element;
        }
        return new PolicyAnswer.Chunk(Vec.of(sum, 0), 1, 2, 8, 0);
    }

    private static OpenpiMap.Builder question(PolicyVersion version) {
        return new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(Vec.of(1, 2), 2))
                .text("prompt", "go")
                .text("fleetrl/policy_version", version.value());
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
                        "0"));
    }

    private void awaitInLog(ModelRecord record) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!log.messages().contains(record) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(log.messages()).contains(record);
    }

    private String get(String path) throws Exception {
        return join(requests.request(HttpMethod.GET, verticle.port(), "127.0.0.1", path)
                        .compose(request -> request.send().compose(response -> response.body())))
                .toString();
    }

    private static <T> T join(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** A robot, as far as the server can tell. */
    private final class Client {
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
                            .setPort(verticle.port())
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

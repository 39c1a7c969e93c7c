package dev.fleetrl.robot.policy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import dev.fleetrl.robot.policy.PolicyClient.UnderWay;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

class OpenPiClientTest {
    private static final PolicyVersion BASE = new PolicyVersion("base");
    private static final byte[] METADATA = {(byte) 0x80};

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void getsTheChunkThatItAskedFor() throws Exception {
        PolicyClient client = clientOf((socket, request) -> answer(socket, number(request), 2, 0.5f));

        ActionChunk chunk = await(client.ask(question(), 5_000));

        assertThat(chunk.version()).isEqualTo(BASE);
        assertThat(chunk.executeSteps()).isEqualTo(8);
        assertThat(chunk.delay()).isEqualTo(1);
        assertThat(chunk.actions())
                .containsExactly(
                        Vec.of(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f),
                        Vec.of(7.5f, 8.5f, 9.5f, 10.5f, 11.5f, 12.5f, 13.5f));
        assertThat(await(client.ask(question(), 5_000)).actions()).hasSize(2);
        assertThat(connections).hasValue(1);
    }

    /** A late answer to the first question must not become the answer to the second. */
    @Test
    void neverTakesALateAnswer() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        PolicyClient client = clientOf((socket, request) -> {
            if (requests.incrementAndGet() == 1) {
                vertx.setTimer(150, late -> answer(socket, number(request), 1, 99));
            } else {
                vertx.setTimer(300, inTime -> answer(socket, number(request), 1, 1));
            }
        });

        Future<ActionChunk> first = client.ask(question(), 50);
        assertThatThrownBy(() -> await(first))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        ActionChunk second = await(client.ask(question(), 5_000));

        assertThat(second.actions().get(0).at(0)).isEqualTo(1);
        assertThat(connections).hasValue(2);
    }

    @Test
    void refusesTheAnswerToAnotherQuestion() throws Exception {
        PolicyClient client = clientOf((socket, request) -> answer(socket, number(request) - 1, 1, 1));

        assertThatThrownBy(() -> await(client.ask(question(), 5_000)))
                .hasMessageContaining("the policy server answered another question");
    }

    @Test
    void passesTheServersErrorOnAndConnectsAnew() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        PolicyClient client = clientOf((socket, request) -> {
            if (requests.incrementAndGet() == 1) {
                socket.writeTextMessage("unknown policy version 'base'").onComplete(sent -> socket.close((short) 1011));
            } else {
                answer(socket, number(request), 1, 1);
            }
        });

        assertThatThrownBy(() -> await(client.ask(question(), 5_000)))
                .hasMessageContaining("the policy server says: unknown policy version 'base'");
        assertThat(await(client.ask(question(), 5_000)).actions()).hasSize(1);
    }

    @Test
    void staysConnectedToAServerThatIsBusy() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        PolicyClient client = clientOf((socket, request) -> {
            if (requests.incrementAndGet() == 1) {
                busy(socket, number(request));
            } else {
                answer(socket, number(request), 1, 1);
            }
        });

        assertThatThrownBy(() -> await(client.ask(question(), 5_000)))
                .hasCauseInstanceOf(PolicyBusyException.class)
                .hasMessageContaining("the policy server is busy: ask again");
        assertThat(await(client.ask(question(), 5_000)).actions()).hasSize(1);
        assertThat(connections).hasValue(1);
    }

    private static void busy(ServerWebSocket socket, long number) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(2);
            packer.packString("fleetrl/busy").packString("busy: ask again");
            packer.packString("fleetrl/request").packLong(number);
            socket.writeBinaryMessage(Buffer.buffer(packer.toByteArray())).onComplete(sent -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void showsItsKeyToAServerThatAsksForOne() throws Exception {
        List<String> shown = new CopyOnWriteArrayList<>();
        HttpServer server = vertx.createHttpServer()
                .webSocketHandler(socket -> shown.add(socket.headers().get("Authorization")));
        int port = await(server.listen(0, "127.0.0.1")).actualPort();
        PolicyClient client = new OpenPiClient(
                vertx, URI.create("ws://127.0.0.1:" + port), Optional.empty(), Optional.of("a-key-of-ours"));

        assertThatThrownBy(() -> await(client.ask(question(), 2_000))).isInstanceOf(ExecutionException.class);

        assertThat(shown).containsExactly("Api-Key a-key-of-ours");
    }

    @Test
    void failsSoonWhenThereIsNoServer() {
        PolicyClient client = new OpenPiClient(vertx, URI.create("ws://127.0.0.1:1"));

        assertThatThrownBy(() -> await(client.ask(question(), 5_000))).isInstanceOf(ExecutionException.class);
    }

    @Test
    void saysWhatTheRobotGoesOnDoing() throws Exception {
        List<Map<Value, Value>> requests = new CopyOnWriteArrayList<>();
        PolicyClient client = clientOf((socket, request) -> {
            requests.add(request);
            answer(socket, number(request), 1, 1);
        });
        List<Vec> actions = List.of(Vec.of(1, 2, 3, 4, 5, 6, 7), Vec.of(8, 9, 10, 11, 12, 13, 14));

        var waiting = await(client.ask(question(), 5_000));
        var goingOn = await(client.ask(question(Optional.of(new UnderWay(actions, 2))), 5_000));

        assertThat(waiting).isEqualTo(goingOn);
        assertThat(requests.get(0)).doesNotContainKey(ValueFactory.newString("fleetrl/actions_under_way"));
        Map<Value, Value> array =
                field(requests.get(1), "fleetrl/actions_under_way").asMapValue().map();
        assertThat(array.get(key("shape"))).hasToString("[2,7]");
        byte[] data =
                Objects.requireNonNull(array.get(key("data"))).asRawValue().asByteArray();
        assertThat(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getFloat(4 * 13))
                .isEqualTo(14);
        assertThat(field(requests.get(1), "fleetrl/delay_steps")
                        .asIntegerValue()
                        .asInt())
                .isEqualTo(2);
    }

    /** Bytes of openpi's own packer for an array of two zeros: binary keys, or numpy does not recognise it. */
    @Test
    void writesArraysAsOpenPiDoes() throws IOException {
        byte[] request = OpenPiFormat.request(question(), 7, 500);

        assertThat(HexFormat.of().formatHex(request))
                .contains("b16f62736572766174696f6e2f7374617465"
                        + "84c40b5f5f6e6461727261795f5fc3c40464617461c4080000000000000000"
                        + "c4056474797065a33c6634c40573686170659102");
        Map<Value, Value> map = MessagePack.newDefaultUnpacker(request)
                .unpackValue()
                .asMapValue()
                .map();
        assertThat(map).hasSize(8);
        assertThat(field(map, "observation/third").asBinaryValue().asByteArray())
                .containsExactly(1, 2, 3);
        assertThat(field(map, "fleetrl/noise_seed").asIntegerValue().asLong()).isEqualTo(-5);
        assertThat(field(map, "fleetrl/deadline_ms").asIntegerValue().asLong()).isEqualTo(500);
    }

    private PolicyClient clientOf(BiConsumer<ServerWebSocket, Map<Value, Value>> policy) throws Exception {
        HttpServer server = vertx.createHttpServer().webSocketHandler(socket -> {
            connections.incrementAndGet();
            socket.binaryMessageHandler(bytes -> policy.accept(socket, unpack(bytes)));
            socket.writeBinaryMessage(Buffer.buffer(METADATA)).onComplete(sent -> {});
        });
        return new OpenPiClient(
                vertx,
                URI.create(
                        "ws://127.0.0.1:" + await(server.listen(0, "127.0.0.1")).actualPort()));
    }

    private static Question question() {
        return question(Optional.empty());
    }

    private static Question question(Optional<UnderWay> underWay) {
        Observation observation =
                new Observation(List.of(new Frame("third", Bytes.of(new byte[] {1, 2, 3}))), Vec.of(0, 0));
        return new Question(new RobotId("r1"), BASE, "put it away", observation, -5, underWay);
    }

    private static long number(Map<Value, Value> request) {
        return field(request, "fleetrl/request").asIntegerValue().asLong();
    }

    private static Value field(Map<Value, Value> map, String name) {
        return Objects.requireNonNull(map.get(ValueFactory.newString(name)), name);
    }

    private static Map<Value, Value> unpack(Buffer bytes) {
        try {
            return MessagePack.newDefaultUnpacker(bytes.getBytes())
                    .unpackValue()
                    .asMapValue()
                    .map();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Actions that count up from {@code first}. */
    private static void answer(ServerWebSocket socket, long number, int height, float first) {
        ByteBuffer data = ByteBuffer.allocate(height * 7 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < height * 7; i++) {
            data.putFloat(first + i);
        }
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(5);
            packer.packString("fleetrl/request").packLong(number);
            packer.packString("fleetrl/delay_steps").packInt(1);
            packer.packString("fleetrl/execute_steps").packInt(8);
            packer.packString("something/unknown").packNil();
            packer.packString("actions").packMapHeader(4);
            packer.packValue(key("__ndarray__")).packBoolean(true);
            packer.packValue(key("data")).packBinaryHeader(data.capacity()).writePayload(data.array());
            packer.packValue(key("dtype")).packString("<f4");
            packer.packValue(key("shape")).packArrayHeader(2).packInt(height).packInt(7);
            socket.writeBinaryMessage(Buffer.buffer(packer.toByteArray())).onComplete(sent -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Value key(String name) {
        return ValueFactory.newBinary(name.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }
}

package dev.fleetrl.policy.serving;

import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of openpi's protocol over a real socket, which waits for what it is told. */
final class Peer {
    static final long LIMIT_SECONDS = 60;

    private final BlockingQueue<Buffer> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<Short>> codes = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    Peer(WebSocketClient client, int port) throws Exception {
        this(client, port, Optional.empty());
    }

    Peer(WebSocketClient client, int port, Optional<String> key) throws Exception {
        WebSocketConnectOptions server =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/");
        key.ifPresent(shown -> server.addHeader("Authorization", "Api-Key " + shown));
        socket = join(client.webSocket()
                .binaryMessageHandler(frames::add)
                .textMessageHandler(lines::add)
                .connect(server));
        socket.closeHandler(closed -> codes.add(Optional.ofNullable(socket.closeStatusCode())));
    }

    void ask(OpenpiMap.Builder question) throws Exception {
        send(question.encode());
    }

    void send(byte[] frame) throws Exception {
        join(socket.writeBinaryMessage(Buffer.buffer(frame)));
    }

    /** Sends without caring whether it is taken. */
    void fling(byte[] frame) {
        socket.writeBinaryMessage(Buffer.buffer(frame)).onComplete(done -> {});
    }

    /** The same twice, as one message. */
    void flingInTwoParts(byte[] half) {
        socket.writeFrame(WebSocketFrame.binaryFrame(Buffer.buffer(half), false))
                .onComplete(done -> {});
        socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(half), true))
                .onComplete(done -> {});
    }

    OpenpiMap next() throws Exception {
        return OpenpiMap.decode(
                taken(frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).getBytes());
    }

    String line() throws Exception {
        return taken(lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    Optional<Short> closeCode() throws Exception {
        return taken(codes.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    static <T> T join(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static <T> T taken(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow(() -> new AssertionError("nothing came in time"));
    }
}

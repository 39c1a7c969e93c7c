package dev.fleetrl.policy.remote;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An openpi server over a real socket that misbehaves as it is told to. Its first answer on each connection's first question is sound. */
public final class HostileServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<ServerWebSocket> clients = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> closed = new CopyOnWriteArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    /** Takes connections, and never answers them. */
    volatile boolean isDeaf;

    private volatile Manner manner = Manner.SOUND;

    /** How it answers from now on. */
    public enum Manner {
        SOUND,
        HANGS,
        IS_LATE,
        /** Answers when two clients ask. */
        WAITS_FOR_TWO,
        SAYS_A_TRACEBACK,
        ANSWERS_OTHER_SHAPES,
        ANSWERS_OTHER_TYPES,
        ANSWERS_NAN,
        ANSWERS_NOISE,
        ANSWERS_TWICE,
        CLOSES
    }

    public HostileServer() throws Exception {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxWebSocketFrameSize(1 << 22)
                        .setMaxWebSocketMessageSize(1 << 22))
                .webSocketHandshakeHandler(handshake -> {
                    if (!isDeaf) {
                        handshake.accept().onFailure(gone -> {});
                    }
                })
                .webSocketHandler(this::welcome)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    public URI address() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    public void behave(Manner next) {
        manner = next;
    }

    /** How many connections it has been asked for. */
    int clients() {
        return clients.size();
    }

    /** Returns when all of them are closed. */
    void awaitNobody() {
        closed.forEach(gone -> gone.orTimeout(20, TimeUnit.SECONDS).join());
    }

    private void welcome(ServerWebSocket socket) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        closed.add(gone);
        socket.closeHandler(left -> gone.complete(null));
        clients.add(socket);
        socket.binaryMessageHandler(frame -> answer(socket, OpenpiMap.decode(frame.getBytes())));
        write(socket, new OpenpiMap.Builder());
    }

    private void answer(ServerWebSocket socket, OpenpiMap question) {
        float x = question.finite("observation/state").orElseThrow().at(0);
        switch (manner) {
            case SOUND -> write(socket, actions(x, 2, 7));
            case HANGS -> {}
            case IS_LATE -> vertx.setTimer(2500, late -> write(socket, actions(99, 2, 7)));
            case WAITS_FOR_TWO -> {
                waiting.add(() -> write(socket, actions(x, 2, 7)));
                if (waiting.size() == 2) {
                    waiting.forEach(Runnable::run);
                    waiting.clear();
                }
            }
            case SAYS_A_TRACEBACK ->
                socket.writeTextMessage(
                                "Traceback (most recent call last):\n  File \"/opt/secret.py\"\nKeyError: 'image'\n")
                        .eventually(() -> socket.close((short) 1011, "Internal server error."))
                        .onComplete(done -> {});
            case ANSWERS_OTHER_SHAPES -> write(socket, actions(x, 2, 8));
            case ANSWERS_OTHER_TYPES ->
                write(socket, new OpenpiMap.Builder().array("actions", NdArray.bytes(new byte[14], 2, 7)));
            case ANSWERS_NAN -> write(socket, actions(Float.NaN, 2, 7));
            case ANSWERS_NOISE ->
                socket.writeBinaryMessage(Buffer.buffer("noise")).onComplete(done -> {});
            case ANSWERS_TWICE -> {
                write(socket, actions(x, 2, 7));
                write(socket, actions(99, 2, 7));
            }
            case CLOSES -> socket.close().onComplete(done -> {});
        }
    }

    private static OpenpiMap.Builder actions(float x, int horizon, int columns) {
        float[] actions = new float[horizon * columns];
        Arrays.fill(actions, x);
        return new OpenpiMap.Builder().array("actions", NdArray.floats(Vec.of(actions), horizon, columns));
    }

    private static void write(ServerWebSocket socket, OpenpiMap.Builder frame) {
        if (!socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(frame.encode())).onComplete(done -> {});
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

package dev.fleetrl.robot.ros.rosbridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a rosbridge server as its protocol's text asks for: what is published goes to whoever has subscribed. */
public final class RelayingServer implements AutoCloseable {
    private static final int MOST_BYTES = 16 << 20;

    private final HttpServer server;
    private final Map<ServerWebSocket, Set<String>> subscriptions = new HashMap<>();
    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();

    private RelayingServer(Vertx vertx) {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxWebSocketFrameSize(MOST_BYTES)
                        .setMaxWebSocketMessageSize(MOST_BYTES))
                .webSocketHandler(this::accept);
    }

    public static RelayingServer start(Vertx vertx, int port) {
        RelayingServer relaying = new RelayingServer(vertx);
        relaying.server
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return relaying;
    }

    public URI uri() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    int port() {
        return server.actualPort();
    }

    /** All frames that clients sent, the oldest first. */
    List<JsonObject> frames() {
        return List.copyOf(frames);
    }

    /** Says to every client whatever it is told to. */
    void say(String text) {
        subscriptions.keySet().forEach(socket -> socket.writeTextMessage(text));
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void accept(ServerWebSocket socket) {
        Set<String> topics = new HashSet<>();
        subscriptions.put(socket, topics);
        socket.closeHandler(gone -> subscriptions.remove(socket));
        socket.textMessageHandler(text -> {
            JsonObject frame = new JsonObject(text);
            frames.add(frame);
            String topic = frame.getString("topic");
            if (frame.getString("op").equals("subscribe")) {
                topics.add(topic);
            } else if (frame.getString("op").equals("publish")) {
                subscriptions.forEach((other, theirs) -> {
                    if (theirs.contains(topic)) {
                        other.writeTextMessage(text);
                    }
                });
            }
        });
    }
}

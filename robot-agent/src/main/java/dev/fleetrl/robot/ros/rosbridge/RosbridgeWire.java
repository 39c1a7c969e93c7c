package dev.fleetrl.robot.ros.rosbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosWire;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a rosbridge server, opened again whenever it is lost.
 *
 * <p>The protocol knows no authentication, so the server belongs on the robot's own loopback. What is sent while there is no
 * connection, or while the server does not keep up, is dropped: an old command must not move an arm.
 */
public final class RosbridgeWire implements RosWire {
    static final int MOST_FRAME_BYTES = 16 << 20;
    private static final long RECONNECT_MILLIS = 500;

    /** Sensors never rest as long: the connection is half open, and opened anew. */
    private static final int SILENT_SECONDS = 5;

    /** Text is longer than the sample whose bytes a topic counts: base64 by a third, numbers more. */
    private static final long TEXT = 3;

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final WebSocketConnectOptions server;
    private final Complaints complaints;
    private final List<Heard<?>> heard = new ArrayList<>();
    private final List<RosTopic<?>> spoken = new ArrayList<>();
    private @Nullable WebSocket socket;
    private volatile boolean connected;
    private volatile boolean closed;

    private RosbridgeWire(Vertx vertx, URI uri, Complaints complaints) {
        this.vertx = vertx;
        this.complaints = complaints;
        context = vertx.getOrCreateContext();
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(MOST_FRAME_BYTES)
                .setMaxMessageSize(MOST_FRAME_BYTES)
                .setReadIdleTimeout(SILENT_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
        String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
        server = new WebSocketConnectOptions()
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(path);
    }

    /**
     * Connects, now or as soon as the server is there.
     *
     * @param uri such as {@code ws://127.0.0.1:9090}
     */
    public static RosbridgeWire open(Vertx vertx, URI uri, Complaints complaints) {
        if (!"ws".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException("rosbridge: '" + uri + "' should look like ws://127.0.0.1:9090");
        }
        RosbridgeWire wire = new RosbridgeWire(vertx, uri, complaints);
        wire.context.runOnContext(now -> wire.connect());
        return wire;
    }

    @Override
    public <M extends Record> void subscribe(RosTopic<M> topic, Consumer<M> samples) {
        checkOpen(topic);
        context.runOnContext(now -> {
            heard.add(new Heard<>(topic, samples));
            say(Frames.subscribe(topic));
        });
    }

    @Override
    public <M extends Record> Publication<M> publish(RosTopic<M> topic) {
        checkOpen(topic);
        context.runOnContext(now -> {
            spoken.add(topic);
            say(Frames.advertise(topic));
        });
        return new Spoken<>(this, topic);
    }

    @Override
    public void close() {
        closed = true;
        connected = false;
        context.runOnContext(now -> client.close());
    }

    private void checkOpen(RosTopic<?> topic) {
        if (closed) {
            throw new IllegalStateException("the wire is closed; nothing comes or goes on " + topic.name());
        }
    }

    private void connect() {
        if (!closed) {
            client.connect(server).onComplete(this::begin, failure -> later());
        }
    }

    private void begin(WebSocket opened) {
        socket = opened;
        connected = true;
        opened.textMessageHandler(this::hear);
        opened.exceptionHandler(failure -> opened.close());
        opened.closeHandler(gone -> {
            socket = null;
            connected = false;
            later();
        });
        spoken.forEach(topic -> say(Frames.advertise(topic)));
        heard.forEach(each -> say(Frames.subscribe(each.topic)));
    }

    private void later() {
        if (!closed) {
            vertx.setTimer(RECONNECT_MILLIS, now -> connect());
        }
    }

    private void say(String frame) {
        WebSocket current = socket;
        if (current != null && !current.writeQueueFull()) {
            current.writeTextMessage(frame).onFailure(lost -> current.close());
        }
    }

    private void hear(String text) {
        try {
            JsonNode frame = Frames.read(text);
            if (!closed && frame.path("op").asText().equals("publish")) {
                String topic = frame.path("topic").asText();
                heard.stream()
                        .filter(each -> each.topic.name().equals(topic))
                        .forEach(each -> each.hear(frame.path("msg"), text.length(), complaints));
            }
        } catch (JsonProcessingException e) {
            heard.forEach(each -> complaints.unreadable(each.topic, "a frame is no JSON: " + e.getOriginalMessage()));
        }
    }

    /** One subscription. */
    private record Heard<M extends Record>(RosTopic<M> topic, Consumer<M> samples) {
        void hear(JsonNode message, int length, Complaints complaints) {
            if (length > TEXT * topic.mostBytes()) {
                complaints.unreadable(topic, length + " bytes, where " + topic.mostBytes() + " are the most");
                return;
            }
            if (!message.isObject()) {
                complaints.unreadable(topic, "its msg is no object");
                return;
            }
            M sample;
            try {
                sample = Frames.message(topic, message);
            } catch (JsonProcessingException e) {
                complaints.unreadable(topic, e.getOriginalMessage());
                return;
            }
            samples.accept(sample);
        }
    }

    /** Speaks on one topic. */
    private record Spoken<M extends Record>(RosbridgeWire wire, RosTopic<M> topic) implements Publication<M> {
        @Override
        public void send(M message) {
            String frame = Frames.publish(topic, message);
            if (frame.length() > TEXT * topic.mostBytes()) {
                throw new IllegalArgumentException(
                        topic.name() + " carries " + topic.mostBytes() + " bytes at most, not " + frame.length());
            }
            wire.context.runOnContext(now -> wire.say(frame));
        }

        /** The protocol does not tell how many there are behind the server. */
        @Override
        public OptionalInt listeners() {
            return OptionalInt.empty();
        }
    }
}

package dev.fleetrl.robot.policy;

import dev.fleetrl.robot.identity.ServerTrust;
import dev.fleetrl.transport.tls.TlsFolder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A client of an openpi policy server.
 *
 * <p>The protocol has no way to take a question back: after a time-out the late answer would be read as the answer to the
 * next question. So each failure closes the connection, and the next question opens another. That the server is busy is an answer.
 */
public final class OpenPiClient implements PolicyClient {
    private static final int MAX_FRAME_BYTES = 4 << 20;
    private static final long CONNECT_MILLIS = 10_000;

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final WebSocketConnectOptions server;
    private @Nullable Session session;
    private long requests;

    public OpenPiClient(Vertx vertx, URI uri) {
        this(vertx, uri, Optional.empty());
    }

    /**
     * A client of one server; it connects when it is asked.
     *
     * @param tls whom to believe, with {@code wss://}
     */
    public OpenPiClient(Vertx vertx, URI uri, Optional<TlsFolder> tls) {
        this(vertx, uri, tls, Optional.empty());
    }

    /**
     * The same, of a server that asks for a key.
     *
     * @param key is shown when it connects
     */
    public OpenPiClient(Vertx vertx, URI uri, Optional<TlsFolder> tls, Optional<String> key) {
        this.vertx = vertx;
        context = vertx.getOrCreateContext();
        client = vertx.createWebSocketClient(ServerTrust.into(
                new WebSocketClientOptions().setMaxFrameSize(MAX_FRAME_BYTES).setMaxMessageSize(MAX_FRAME_BYTES),
                uri,
                tls));
        String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
        server = new WebSocketConnectOptions()
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(path)
                .setTimeout(CONNECT_MILLIS); // else a connection that is not answered keeps its place for ever
        key.ifPresent(secret -> server.addHeader("Authorization", "Api-Key " + secret));
    }

    @Override
    public Future<ActionChunk> ask(Question question, long withinMillis) {
        Promise<ActionChunk> answer = Promise.promise();
        context.runOnContext(now -> askOnContext(question, withinMillis, answer));
        return answer.future();
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }

    private void askOnContext(Question question, long withinMillis, Promise<ActionChunk> answer) {
        Session current = session;
        if (current != null && current.waiting != null) {
            current.fail(new IOException("a newer question took this one's place"));
        }
        if (current == null || current.closed) {
            current = new Session();
            session = current;
        }
        Session asked = current;
        long timer = vertx.setTimer(
                Math.max(1, withinMillis),
                late -> asked.fail(new TimeoutException("no answer from the policy within " + withinMillis + " ms")));
        answer.future().onComplete(done -> vertx.cancelTimer(timer));
        asked.ask(question, withinMillis, answer);
    }

    /** One connection, from the first byte to the first failure. */
    private final class Session {
        private final Promise<WebSocket> ready = Promise.promise();
        private @Nullable WebSocket socket;
        private @Nullable Promise<ActionChunk> waiting;
        private @Nullable Question question;
        private long number;
        private boolean greeted;
        private boolean closed;

        Session() {
            client.connect(server).onSuccess(this::opened).onFailure(this::fail);
        }

        void ask(Question next, long withinMillis, Promise<ActionChunk> answer) {
            waiting = answer;
            question = next;
            number = ++requests;
            ready.future().onSuccess(open -> send(open, next, withinMillis));
        }

        private void opened(WebSocket open) {
            socket = open;
            if (closed) {
                open.close().onFailure(this::fail);
                return;
            }
            open.binaryMessageHandler(this::received);
            open.textMessageHandler(line -> fail(new IOException("the policy server says: " + firstLine(line))));
            open.closeHandler(gone -> fail(new IOException("the policy server closed the connection")));
            open.exceptionHandler(this::fail);
        }

        private void send(WebSocket open, Question next, long withinMillis) {
            try {
                open.writeBinaryMessage(Buffer.buffer(OpenPiFormat.request(next, number, withinMillis)))
                        .onFailure(this::fail);
            } catch (IOException e) {
                fail(e);
            }
        }

        /** The first frame is the server's metadata, which must be read before anything is asked. */
        private void received(Buffer bytes) {
            if (!greeted) {
                greeted = true;
                ready.tryComplete(socket);
                return;
            }
            Promise<ActionChunk> answer = waiting;
            Question asked = question;
            if (answer == null || asked == null) {
                fail(new IOException("the policy server answered a question that nobody asked"));
                return;
            }
            try {
                OpenPiFormat.Answer read = OpenPiFormat.answer(bytes.getBytes(), asked.version());
                if (read.number() >= 0 && read.number() != number) {
                    throw new IOException("the policy server answered another question");
                }
                waiting = null;
                if (read.content() instanceof OpenPiFormat.Chunk chunk) {
                    answer.tryComplete(chunk.chunk());
                } else if (read.content() instanceof OpenPiFormat.Busy busy) {
                    answer.tryFail(new PolicyBusyException("the policy server is " + busy.reason()));
                }
            } catch (IOException e) {
                fail(e);
            }
        }

        private void fail(Throwable cause) {
            boolean first = !closed;
            closed = true;
            if (waiting != null) {
                waiting.tryFail(cause);
                waiting = null;
            }
            if (first && socket != null) {
                socket.close().onComplete(done -> {});
            }
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("nothing");
    }
}

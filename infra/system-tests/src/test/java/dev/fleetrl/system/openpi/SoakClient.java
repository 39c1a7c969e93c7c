package dev.fleetrl.system.openpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to the server that is soaked; it hears an answer, or a line and the end. */
final class SoakClient implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;
    private static final int MAX_FRAME_BYTES = 16 << 20;
    private static final int LONGEST_LINE = 300;
    private static final WebSocketClient SOCKETS = Vertx.vertx()
            .createWebSocketClient(new WebSocketClientOptions()
                    .setClosingTimeout(1)
                    .setMaxConnections(256)
                    .setMaxFrameSize(MAX_FRAME_BYTES));

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /** A frame, a line, or the end with its code. */
    private record Heard(@Nullable Buffer frame, @Nullable String line, int code) {}

    SoakClient() {
        socket = SOCKETS.webSocket()
                .binaryMessageHandler(frame -> heard.add(new Heard(frame, null, 0)))
                .textMessageHandler(line -> heard.add(new Heard(null, line, 0)))
                .connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(SoakedServer.port())
                        .setURI("/"))
                .await();
        socket.closeHandler(gone -> {
            Short code = socket.closeStatusCode();
            heard.add(new Heard(null, null, code == null ? -1 : code));
        });
        assertThat(answer().text("policy_version")).contains("v1");
    }

    void send(byte[] frame) {
        socket.writeBinaryMessage(Buffer.buffer(frame)).onComplete(done -> {});
    }

    void say(String text) {
        socket.writeTextMessage(text).onComplete(done -> {});
    }

    /** An answer; fails where anything else comes. */
    OpenpiMap answer() {
        Heard next = next();
        assertThat(next.frame()).as(() -> "an answer, not " + next).isNotNull();
        return OpenpiMap.decode(Optional.ofNullable(next.frame()).orElseThrow().getBytes());
    }

    /** True where it was answered; false where it was told in one short line why not, and the connection closed. */
    boolean isAnswered() {
        Heard next = next();
        if (next.frame() != null) {
            assertThat(OpenpiMap.decode(next.frame().getBytes()).keys()).contains("actions");
            return true;
        }
        assertThat(next.line()).as(() -> "a line before the end, not " + next).isNotBlank();
        assertThat(next.line())
                .hasSizeLessThanOrEqualTo(LONGEST_LINE)
                .doesNotContain("\n", "\tat ", "Exception", "dev.fleetrl");
        assertThat(next().code()).as(next.line()).isEqualTo(1008);
        return false;
    }

    /** Of two questions at once: both are answered where the first was before the second came, else it ends with 1008. */
    void twoAreAnsweredOrRefused() {
        for (int answers = 0; answers < 2; ) {
            Heard next = next();
            if (next.code() != 0) {
                assertThat(next.code()).isEqualTo(1008);
                return;
            }
            answers += next.frame() == null ? 0 : 1;
        }
    }

    /** The code of the end, whatever was said before; -1 where there was none. */
    int end() {
        Heard next = next();
        while (next.code() == 0) {
            next = next();
        }
        return next.code();
    }

    private Heard next() {
        try {
            Heard next = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            return Optional.ofNullable(next).orElseThrow(() -> new AssertionError("nothing came in time"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.close().onComplete(done -> {});
    }
}

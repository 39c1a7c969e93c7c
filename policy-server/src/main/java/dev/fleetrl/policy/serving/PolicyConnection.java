package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.Function;

/**
 * One client of openpi's protocol: metadata first, then a question and an answer at a time. An error is a text frame of one
 * line and the end of the connection, 1008 where the client is at fault and 1011 where we are.
 */
final class PolicyConnection {
    private static final System.Logger LOG = System.getLogger(PolicyConnection.class.getName());
    private static final short BAD_REQUEST = 1008;
    private static final short SERVER_ERROR = 1011;

    private final ServerWebSocket socket;
    private final InferenceQueue queue;
    private final Function<OpenpiQuestion, PolicyVersion> resolve;
    private boolean isAsking;

    /** @param resolve which version a question means; fails with an {@link IllegalArgumentException} for its sender */
    PolicyConnection(ServerWebSocket socket, InferenceQueue queue, Function<OpenpiQuestion, PolicyVersion> resolve) {
        this.socket = socket;
        this.queue = queue;
        this.resolve = resolve;
    }

    void open(byte[] metadata) {
        socket.textMessageHandler(text -> end(BAD_REQUEST, "text frames are not understood; send msgpack"));
        socket.binaryMessageHandler(frame -> hear(frame.getBytes()));
        send(metadata);
    }

    private void hear(byte[] frame) {
        if (isAsking) {
            end(BAD_REQUEST, "one question at a time: wait for the answer");
            return;
        }
        try {
            OpenpiQuestion question = OpenpiQuestion.decode(frame);
            PolicyVersion version = resolve.apply(question);
            isAsking = true;
            queue.ask(version, question.query()).onComplete(done -> {
                isAsking = false;
                if (done.failed()) {
                    LOG.log(WARNING, "no answer from " + version, done.cause());
                    end(SERVER_ERROR, "policy " + version + " could not answer; see the server's log");
                } else if (done.result().answer() instanceof PolicyAnswer.Chunk chunk) {
                    send(answer(question, version, chunk, done.result().inferMillis()));
                } else if (done.result().answer() instanceof PolicyAnswer.Refused refused) {
                    end(BAD_REQUEST, refused.reason());
                }
            });
        } catch (IllegalArgumentException e) {
            end(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] answer(
            OpenpiQuestion question, PolicyVersion version, PolicyAnswer.Chunk chunk, double inferMillis) {
        OpenpiMap.Builder answer = new OpenpiMap.Builder()
                .array("actions", NdArray.floats(chunk.actions(), chunk.horizon(), chunk.actionSize()))
                .text(OpenpiQuestion.VERSION, version.value())
                .integer("fleetrl/execute_steps", chunk.executeSteps())
                .integer(OpenpiQuestion.DELAY, chunk.delay())
                .map("server_timing", new OpenpiMap.Builder().number("infer_ms", inferMillis));
        question.request().ifPresent(number -> answer.integer(OpenpiQuestion.REQUEST, number));
        return answer.encode();
    }

    private void send(byte[] frame) {
        if (!socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(frame))
                    .onFailure(cause -> LOG.log(WARNING, "a client left before its answer", cause));
        }
    }

    private void end(short code, String line) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(line)
                    .eventually(() -> socket.close(code, line.substring(0, Math.min(line.length(), 60))))
                    .onFailure(cause -> LOG.log(WARNING, "a client left before it was told: " + line, cause));
        }
    }
}

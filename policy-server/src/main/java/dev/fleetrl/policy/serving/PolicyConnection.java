package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One client of openpi's protocol: metadata first, then a question and an answer at a time. An error is a text frame of one
 * line and the end of the connection, 1008 where the client is at fault, 1011 where we are, and 1013
 * where it may ask again.
 */
final class PolicyConnection {
    private static final System.Logger LOG = System.getLogger(PolicyConnection.class.getName());
    private static final short BAD_REQUEST = 1008;
    private static final short SERVER_ERROR = 1011;
    private static final short TRY_AGAIN_LATER = 1013;

    private final ServerWebSocket socket;
    private final Session session;
    private final Supplier<String> chunkIds;
    private final Function<OpenpiQuestion, PolicyVersion> resolve;
    private boolean isAsking;

    /** @param resolve which version a question means; fails with an {@link IllegalArgumentException} for its sender */
    PolicyConnection(
            ServerWebSocket socket,
            Session session,
            Supplier<String> chunkIds,
            Function<OpenpiQuestion, PolicyVersion> resolve) {
        this.socket = socket;
        this.session = session;
        this.chunkIds = chunkIds;
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
            session.ask(version, question).onComplete(done -> {
                isAsking = false;
                if (done.failed()) {
                    LOG.log(WARNING, "no answer from " + version, done.cause());
                    end(SERVER_ERROR, "policy " + version + " could not answer; see the server's log");
                } else if (done.result().answer() instanceof PolicyAnswer.Chunk chunk) {
                    send(answer(question, version, chunk, done.result()));
                } else if (done.result().answer() instanceof PolicyAnswer.Busy busy) {
                    turnAway(question, busy.reason());
                } else if (done.result().answer() instanceof PolicyAnswer.Refused refused) {
                    end(BAD_REQUEST, refused.reason());
                }
            });
        } catch (IllegalArgumentException e) {
            end(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** Who names a deadline knows that there may be no answer, and keeps the connection; stock clients know errors alone. */
    private void turnAway(OpenpiQuestion question, String reason) {
        if (question.deadlineMillis().isEmpty()) {
            end(TRY_AGAIN_LATER, reason);
            return;
        }
        OpenpiMap.Builder busy = new OpenpiMap.Builder().text("fleetrl/busy", reason);
        question.request().ifPresent(number -> busy.integer(OpenpiQuestion.REQUEST, number));
        send(busy.encode());
    }

    private byte[] answer(
            OpenpiQuestion question, PolicyVersion version, PolicyAnswer.Chunk chunk, InferenceQueue.Answered times) {
        OpenpiMap.Builder answer = new OpenpiMap.Builder()
                .array("actions", NdArray.floats(chunk.actions(), chunk.horizon(), chunk.actionSize()))
                .text(OpenpiQuestion.VERSION, version.value())
                .integer("fleetrl/execute_steps", chunk.executeSteps())
                .integer(OpenpiQuestion.DELAY, chunk.delay())
                .text("fleetrl/chunk", chunkIds.get())
                .map(
                        "server_timing",
                        new OpenpiMap.Builder()
                                .number("queue_ms", times.queueMillis())
                                .number("infer_ms", times.inferMillis())
                                .integer("batch", times.batch()));
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

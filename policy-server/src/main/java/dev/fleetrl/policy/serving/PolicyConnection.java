package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.embodiment.ActionColumns;
import dev.fleetrl.policy.embodiment.Embodiment;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.tracing.Traces;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One client of openpi's protocol: metadata first, then a question and an answer at a time. An error is a text frame of one
 * line and the end of the connection, 1008 where the client is at fault, 1011 where we are, and 1013
 * where it may ask again.
 *
 * <p>Who says nothing is pinged. A client in the middle of a frame cannot answer a ping, so that one who sends a frame byte by
 * byte is as silent as one who is gone.
 */
final class PolicyConnection {
    private static final System.Logger LOG = System.getLogger(PolicyConnection.class.getName());
    private static final short BAD_REQUEST = 1008;
    private static final short SERVER_ERROR = 1011;
    private static final short TRY_AGAIN_LATER = 1013;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_REASON = 60;
    private static final int PINGS = 3;
    /** People correct for minutes, and the robot asks nothing then. */
    private static final int RESTS = 5;

    private final ServerWebSocket socket;
    private final Session session;
    private final Desk desk;
    private boolean isAsking;
    private boolean isOver;
    private long heardNanos = System.nanoTime();
    private long unfinishedNanos;
    private long askedNanos;
    private double lastMillis = -1;

    /**
     * What all connections have in common.
     *
     * @param resolve which version is meant; fails with an {@link IllegalArgumentException} for the question's sender
     * @param isTakenBack whether a version is not to be answered any more where nobody names it
     * @param chunkIds a name for each answer
     * @param door how long clients may say nothing, whose terms they may speak in; who asks nothing five times as long keeps no
     *     version loaded
     * @param traces told where the time of each answer went
     * @param metrics told once of each question that gets no chunk
     */
    record Desk(
            Function<Optional<PolicyVersion>, PolicyVersion> resolve,
            Predicate<PolicyVersion> isTakenBack,
            Supplier<String> chunkIds,
            Door door,
            ServingTraces traces,
            ServingMetrics metrics) {}

    PolicyConnection(ServerWebSocket socket, Session session, Desk desk) {
        this.socket = socket;
        this.session = session;
        this.desk = desk;
    }

    /** @param left to be run when the client is gone */
    void open(byte[] metadata, Vertx vertx, Runnable left) {
        long idleMillis = TimeUnit.SECONDS.toMillis(desk.door().idleSeconds());
        long timer = vertx.setPeriodic(Math.max(1, idleMillis / PINGS), tick -> beat());
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            session.close();
            left.run();
        });
        socket.exceptionHandler(cause -> {
            LOG.log(DEBUG, "a client's connection broke", cause);
            end(BAD_REQUEST, "the message cannot be read, or is too long");
        });
        socket.pongHandler(pong -> heardNanos = System.nanoTime());
        socket.frameHandler(this::part);
        socket.textMessageHandler(text -> refuse("text frames are not understood; send msgpack"));
        socket.binaryMessageHandler(frame -> hear(frame.getBytes()));
        send(metadata);
    }

    /** Of a message in parts, between which a pong may come. */
    private void part(WebSocketFrame frame) {
        if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
            return;
        }
        if (frame.isFinal()) {
            unfinishedNanos = 0;
        } else if (unfinishedNanos == 0) {
            unfinishedNanos = System.nanoTime();
        }
    }

    private void beat() {
        long limit = TimeUnit.SECONDS.toNanos(desk.door().idleSeconds());
        long now = System.nanoTime();
        boolean dawdles = unfinishedNanos != 0 && now - unfinishedNanos > limit;
        if (dawdles || (!isAsking && now - heardNanos > limit)) {
            end(BAD_REQUEST, "nothing whole was heard for " + desk.door().idleSeconds() + " s; connect again to ask");
        } else if (!socket.isClosed() && !isOver) {
            if (!isAsking && now - askedNanos > RESTS * limit) {
                session.rest();
            }
            socket.writePing(Buffer.buffer()).onFailure(PolicyConnection::left);
        }
    }

    private void hear(byte[] frame) {
        heardNanos = System.nanoTime();
        if (isOver) {
            return;
        }
        if (socket.writeQueueFull()) {
            leave();
            return;
        }
        if (isAsking) {
            refuse("one question at a time: wait for the answer");
            return;
        }
        guarded(() -> ask(frame));
    }

    /** Who does not read what he is told cannot be told why. */
    private void leave() {
        desk.metrics().refused();
        isOver = true;
        session.close();
        socket.close().onFailure(PolicyConnection::left);
    }

    private void ask(byte[] frame) {
        OpenpiMap map = OpenpiMap.decode(frame);
        OpenpiQuestion question =
                OpenpiQuestion.decode(map, desk.door().embodiments().of(map));
        PolicyVersion version = desk.resolve().apply(session.meant(question));
        if (question.version().isEmpty() && desk.isTakenBack().test(version)) {
            turnAway("policy " + version + " was taken back; connect again for the one in its place");
            return;
        }
        isAsking = true;
        askedNanos = heardNanos;
        long askedAt = Traces.nowEpochNanos();
        session.ask(version, question).onComplete(done -> {
            desk.traces().over(question, version, askedAt, done);
            guarded(() -> answered(question, version, done));
        });
    }

    /** Whatever fails, the client is told, and those who were answered in the same batch do not suffer. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(WARNING, "a question failed", e);
            fail("the server failed; see its log");
        }
    }

    private void answered(OpenpiQuestion question, PolicyVersion version, AsyncResult<InferenceQueue.Answered> done) {
        isAsking = false;
        heardNanos = System.nanoTime();
        if (done.failed()) {
            LOG.log(WARNING, "no answer from " + version, done.cause());
            fail("policy " + version + " could not answer; see the server's log");
            return;
        }
        PolicyAnswer answer = done.result().answer();
        if (answer instanceof PolicyAnswer.Chunk chunk) {
            answer(question, version, chunk, done.result());
        } else if (answer instanceof PolicyAnswer.Busy busy) {
            turnAway(question, busy.reason());
        } else if (answer instanceof PolicyAnswer.Refused refused) {
            refuse(refused.reason());
        } else if (answer instanceof PolicyAnswer.Failed failed) {
            LOG.log(WARNING, failed.reason());
            fail(failed.reason());
        }
    }

    /** Who names a deadline knows that there may be no answer, and keeps the connection; stock clients know errors alone. */
    private void turnAway(OpenpiQuestion question, String reason) {
        if (question.deadlineMillis().isEmpty()) {
            turnAway(reason);
            return;
        }
        desk.metrics().turnedAway();
        OpenpiMap.Builder busy = new OpenpiMap.Builder().text("fleetrl/busy", reason);
        question.request().ifPresent(number -> busy.integer(OpenpiQuestion.REQUEST, number));
        send(busy.encode());
    }

    private void answer(
            OpenpiQuestion question, PolicyVersion version, PolicyAnswer.Chunk chunk, InferenceQueue.Answered times) {
        int theirs = question.embodiment()
                .map(embodiment -> embodiment.actions().actionSize())
                .orElse(chunk.actionSize());
        if (theirs != chunk.actionSize()) {
            refuse("policy " + version + " acts in " + chunk.actionSize() + " numbers, a robot of embodiment "
                    + question.embodiment().map(Embodiment::name).orElse("") + " in " + theirs
                    + "; ask for a policy that was trained for it");
            return;
        }
        String name = desk.chunkIds().get();
        OpenpiMap.Builder answer = new OpenpiMap.Builder()
                .array("actions", actions(question, chunk))
                .text(OpenpiQuestion.VERSION, version.value())
                .integer("fleetrl/execute_steps", chunk.executeSteps())
                .integer(OpenpiQuestion.DELAY, chunk.delay())
                .text("fleetrl/chunk", name)
                .map("server_timing", timing(times));
        question.request().ifPresent(number -> answer.integer(OpenpiQuestion.REQUEST, number));
        chunk.chosen().ifPresent(chosen -> {
            LOG.log(DEBUG, "chunk {0} of {1}: {2}", name, version, chosen);
            answer.array(
                            "fleetrl/scores",
                            NdArray.floats(chosen.scores(), chosen.scores().size()))
                    .integer("fleetrl/chosen", chosen.index());
        });
        send(answer.encode());
        lastMillis = (System.nanoTime() - askedNanos) / 1e6;
    }

    private OpenpiMap.Builder timing(InferenceQueue.Answered times) {
        OpenpiMap.Builder timing = new OpenpiMap.Builder()
                .number("queue_ms", times.queueMillis())
                .number("infer_ms", times.inferMillis())
                .integer("batch", times.batch());
        return lastMillis >= 0 ? timing.number("prev_total_ms", lastMillis) : timing;
    }

    private static NdArray actions(OpenpiQuestion question, PolicyAnswer.Chunk chunk) {
        if (question.embodiment().isEmpty()) {
            return NdArray.floats(chunk.actions(), chunk.horizon(), chunk.actionSize());
        }
        ActionColumns columns = question.embodiment().get().actions();
        Vec theirs = columns.theirs(chunk.actions(), question.query().state());
        return NdArray.floats(theirs, chunk.horizon(), columns.columns());
    }

    private void send(byte[] frame) {
        if (!socket.isClosed() && !isOver) {
            socket.writeBinaryMessage(Buffer.buffer(frame)).onFailure(PolicyConnection::left);
        }
    }

    private void refuse(String reason) {
        if (isOver) {
            return;
        }
        desk.metrics().refused();
        end(BAD_REQUEST, reason);
    }

    private void fail(String reason) {
        desk.metrics().failed();
        end(SERVER_ERROR, reason);
    }

    private void turnAway(String reason) {
        desk.metrics().turnedAway();
        end(TRY_AGAIN_LATER, reason);
    }

    private void end(short code, String words) {
        if (socket.isClosed() || isOver) {
            return;
        }
        isOver = true;
        String line = words.replaceAll("\\p{Cntrl}+", " ");
        String shortened = line.substring(0, Math.min(line.length(), LONGEST_LINE));
        String reason = shortened.substring(0, Math.min(shortened.length(), LONGEST_REASON));
        socket.writeTextMessage(shortened)
                .eventually(() ->
                        socket.close(code, reason.replaceAll("[^ -~]", "?"))) // its bytes are counted, not its letters
                .onFailure(PolicyConnection::left);
    }

    private static void left(Throwable cause) {
        LOG.log(DEBUG, "a client left before it was told", cause);
    }
}

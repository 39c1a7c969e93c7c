package dev.fleetrl.policy.remote;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to another policy server; one thread at a time asks. The protocol has no way to take a question back, so a
 * connection that failed once is never used again: a late answer would be read as the answer to the next question.
 */
final class RemoteConnection implements AutoCloseable {
    private static final int LONGEST_LINE = 200;
    private static final int MOST_HEARD = 4;

    /** One answer is awaited; whoever says more than that is not listened to, and fails at the next question. */
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(MOST_HEARD);

    private final WebSocket socket;
    private final byte[] metadata;
    private volatile boolean isOver;

    /** A frame, or why none will come. */
    @FunctionalInterface
    private interface Heard {
        byte[] bytes() throws RemoteFailure;

        static Heard failure(RemoteFailure failure) {
            return () -> {
                throw failure;
            };
        }
    }

    private RemoteConnection(WebSocketClient client, WebSocketConnectOptions server, long millis) throws RemoteFailure {
        socket = opened(
                client.webSocket()
                        .binaryMessageHandler(frame -> hear(frame::getBytes))
                        .textMessageHandler(text -> hear(Heard.failure(said(text))))
                        .closeHandler(gone -> over())
                        .connect(server),
                millis);
        metadata = metadata(millis);
    }

    /** Who does not get as far as that answers nobody. */
    private byte[] metadata(long millis) throws RemoteFailure {
        try {
            return next(millis, "sent no metadata");
        } catch (RemoteFailure e) {
            throw new RemoteFailure(String.valueOf(e.getMessage()), true);
        }
    }

    /** Connects and reads the first frame, which must be read before anything is asked. */
    static RemoteConnection open(WebSocketClient client, WebSocketConnectOptions server, long millis)
            throws RemoteFailure {
        return new RemoteConnection(client, server, millis);
    }

    private static WebSocket opened(Future<WebSocket> opening, long millis) throws RemoteFailure {
        try {
            return opening.toCompletionStage().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new RemoteFailure(unreachable(e.getCause()), true);
        } catch (TimeoutException e) {
            abandon(opening);
            throw new RemoteFailure("does not take the connection within " + millis + " ms", true);
        } catch (InterruptedException e) {
            abandon(opening);
            Thread.currentThread().interrupt();
            throw new RemoteFailure("was not waited for", false);
        }
    }

    private static String unreachable(@Nullable Throwable cause) {
        return cause instanceof UpgradeRejectedException rejected
                ? "refuses the connection (HTTP " + rejected.getStatus() + "); is its API key right?"
                : "cannot be reached: " + firstLine(cause == null ? "" : String.valueOf(cause.getMessage()));
    }

    private static void abandon(Future<WebSocket> opening) {
        opening.onSuccess(late -> late.close().onComplete(done -> {}));
    }

    byte[] metadata() {
        return metadata.clone();
    }

    boolean isOver() {
        return isOver;
    }

    /** The answer to a question, or none ever: after a failure close this. */
    byte[] ask(byte[] question, long millis) throws RemoteFailure {
        if (!heard.isEmpty()) {
            throw new RemoteFailure("answered a question that nobody asked", false);
        }
        socket.writeBinaryMessage(Buffer.buffer(question)).onFailure(cause -> over());
        return next(millis, "did not answer");
    }

    private byte[] next(long millis, String otherwise) throws RemoteFailure {
        try {
            Heard next = heard.poll(millis, TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new RemoteFailure(otherwise + " within " + millis + " ms", true);
            }
            return next.bytes();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new RemoteFailure("was not waited for", false);
        } catch (RemoteFailure e) {
            close();
            throw e;
        }
    }

    private void over() {
        isOver = true;
        hear(Heard.failure(new RemoteFailure("closed the connection", false)));
    }

    private void hear(Heard what) {
        var unused = heard.offer(what);
    }

    private static RemoteFailure said(String text) {
        return new RemoteFailure("says: " + firstLine(text), false);
    }

    /** A Python server says its whole traceback, whose last line is the reason. */
    private static String firstLine(String text) {
        String[] lines = text.strip().split("\\R", -1);
        String line =
                (lines[0].startsWith("Traceback") ? lines[lines.length - 1] : lines[0]).replaceAll("\\p{Cntrl}", " ");
        return line.substring(0, Math.min(line.length(), LONGEST_LINE));
    }

    @Override
    public void close() {
        isOver = true;
        socket.close().onComplete(done -> {});
    }
}

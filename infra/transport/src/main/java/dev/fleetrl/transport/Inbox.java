package dev.fleetrl.transport;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.Topic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What has arrived for one subscriber, the same for every kind of wire: decodes, keeps messages of a key in line behind
 * each other and lets keys pass each other. Belongs to one thread, its home.
 */
public final class Inbox<M> {
    private static final System.Logger LOG = System.getLogger(Inbox.class.getName());
    private static final int MAX_REASON_LENGTH = 300;
    private static final int MAX_WAITING_WHEN_LOSSY = 64;

    private final Topic<M> topic;
    private final Executor home;
    private final Consumer<DeadLetter> deadLetters;
    private final Map<String, Lane> lanes = new HashMap<>();
    private boolean closed;

    /**
     * @param home runs a task on the thread that calls this object
     * @param deadLetters takes what cannot be decoded
     */
    public Inbox(Topic<M> topic, Executor home, Consumer<DeadLetter> deadLetters) {
        this.topic = topic;
        this.home = home;
        this.deadLetters = deadLetters;
    }

    /**
     * Succeeds when this message is dealt with, whatever came of it.
     *
     * @param channel where it arrived: the topic without wildcards
     */
    public Future<Void> receive(String channel, byte[] bytes, Function<M, Future<Void>> handler) {
        M message;
        String key;
        try {
            message = topic.codec().decode(topic.type(), bytes);
            key = topic.key().apply(message);
        } catch (IOException | RuntimeException e) {
            deadLetters.accept(new DeadLetter(channel, reason(e), Bytes.of(bytes)));
            return Future.succeededFuture();
        }
        Promise<Void> dealtWith = Promise.promise();
        Lane lane = lanes.computeIfAbsent(channel + ' ' + key, Lane::new);
        lane.add(new Waiting(() -> handler.apply(message), dealtWith));
        lane.work();
        return dealtWith.future();
    }

    /** Hands nothing over any more. */
    public void close() {
        closed = true;
        lanes.clear();
    }

    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + ": "
                + message.substring(0, Math.min(message.length(), MAX_REASON_LENGTH));
    }

    private record Waiting(Supplier<Future<Void>> handler, Promise<Void> dealtWith) {}

    /** A loop and not a chain of futures: thousands of messages must not be thousands of stack frames. */
    private final class Lane {
        private final String name;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private boolean busy;

        Lane(String name) {
            this.name = name;
        }

        /** What may be lost gives way to what is newer. */
        void add(Waiting last) {
            waiting.add(last);
            if (topic.delivery() == Topic.Delivery.AT_MOST_ONCE && waiting.size() > MAX_WAITING_WHEN_LOSSY) {
                waiting.remove().dealtWith().complete();
            }
        }

        void work() {
            while (!closed && !busy && !waiting.isEmpty()) {
                Waiting next = waiting.remove();
                busy = true;
                Future<Void> handled = handle(next);
                if (handled.isComplete()) {
                    finish(next, handled);
                } else {
                    handled.onComplete(result -> home.execute(() -> {
                        finish(next, handled);
                        work();
                    }));
                }
            }
            if (!busy && waiting.isEmpty()) {
                lanes.remove(name, this);
            }
        }

        private Future<Void> handle(Waiting next) {
            try {
                return next.handler().get();
            } catch (RuntimeException e) {
                return Future.failedFuture(e);
            }
        }

        private void finish(Waiting next, Future<Void> handled) {
            busy = false;
            if (handled.failed()) {
                LOG.log(System.Logger.Level.ERROR, "a message of " + name + " was not handled", handled.cause());
            }
            next.dealtWith().complete();
        }
    }
}

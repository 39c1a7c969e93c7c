package dev.fleetrl.transport.simulated;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.Inbox;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.NotSent;
import dev.fleetrl.transport.TopicFilter;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.simulated.SimulatedBroker.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One client's connection to the {@link SimulatedBroker}, as MQTT and as Kafka. Connected from the start. When it breaks,
 * what is under way is lost, the answer to what the broker has taken already included; the sender cannot tell which.
 */
public final class SimulatedWire implements Link, Log {
    private static final System.Logger LOG = System.getLogger(SimulatedWire.class.getName());

    private final SimulatedBroker broker;
    private final Optional<Will<?>> will;
    private final Consumer<DeadLetter> deadLetters;
    private final List<Subscription<?>> subscriptions = new ArrayList<>();
    private final List<LogCursor<?>> cursors = new ArrayList<>();
    private final List<Consumer<Boolean>> listeners = new ArrayList<>();
    private final Set<Promise<Void>> unanswered = new LinkedHashSet<>();
    private boolean connected = true;
    private boolean closed;
    private long connection;
    private long lastUpNanos;
    private long undecodable;

    SimulatedWire(SimulatedBroker broker, Optional<Will<?>> will, Consumer<DeadLetter> deadLetters) {
        this.broker = broker;
        this.will = will;
        this.deadLetters = deadLetters;
    }

    @Override
    public <M> Future<Void> publish(Topic<M> topic, M message) {
        if (connected && broker.disconnects()) {
            disconnect();
            broker.time.in(broker.awayNanos(), this::reconnect);
        }
        boolean mayBeLost = topic.delivery() == Delivery.AT_MOST_ONCE;
        if (!connected) {
            return mayBeLost && !closed ? Future.succeededFuture() : Future.failedFuture(notSent());
        }
        if (broker.loses(topic.delivery())) {
            return Future.succeededFuture();
        }
        Bytes bytes = Bytes.of(topic.codec().encode(topic.type(), message));
        Outgoing outgoing = new Outgoing(topic.name(), topic.key().apply(message), bytes, topic.delivery());
        Promise<Void> answer = Promise.promise();
        unanswered.add(answer);
        lastUpNanos = Math.max(lastUpNanos, broker.time.nanoTime() + broker.delayNanos());
        whileConnected(lastUpNanos, () -> {
            broker.accept(outgoing);
            whileConnected(broker.time.nanoTime() + broker.delayNanos(), () -> {
                unanswered.remove(answer);
                answer.complete();
            });
        });
        return answer.future();
    }

    @Override
    public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        if (closed) {
            return Future.failedFuture(notSent());
        }
        if (SimulatedBroker.isLog(topic.name())) {
            LogCursor<M> cursor = cursor(topic, logged -> handler.apply(logged.message()));
            cursor.fromEnd();
            return Future.succeededFuture();
        }
        Subscription<M> subscription = new Subscription<>(topic, handler);
        subscriptions.add(subscription);
        if (connected) {
            broker.offerRetained(topic.name(), subscription::offer);
        }
        return Future.succeededFuture();
    }

    @Override
    public <M> Future<Void> replay(Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
        return closed ? Future.failedFuture(notSent()) : cursor(topic, handler).from(from);
    }

    private <M> LogCursor<M> cursor(Topic<M> topic, Function<Logged<M>, Future<Void>> handler) {
        Inbox<M> inbox = new Inbox<>(topic, Runnable::run, this::deadLetterInLog);
        LogCursor<M> cursor = new LogCursor<>(broker, topic.name(), inbox, handler, this::connected);
        cursors.add(cursor);
        return cursor;
    }

    @Override
    public boolean connected() {
        return connected;
    }

    @Override
    public void onConnection(Consumer<Boolean> listener) {
        listeners.add(listener);
        if (connected) {
            listener.accept(true);
        }
    }

    /** Breaks the connection as a pulled cable does: the broker publishes the will. */
    public void disconnect() {
        if (connected) {
            drop();
            will.ifPresent(last -> broker.time.in(broker.delayNanos(), () -> publishWill(last)));
            List.copyOf(listeners).forEach(listener -> listener.accept(false));
        }
    }

    public void reconnect() {
        if (!connected && !closed) {
            connected = true;
            subscriptions.forEach(subscription -> broker.offerRetained(subscription.topic.name(), subscription::offer));
            cursors.forEach(LogCursor::resume);
            List.copyOf(listeners).forEach(listener -> listener.accept(true));
        }
    }

    @Override
    public Future<Void> close() {
        closed = true;
        subscriptions.forEach(subscription -> subscription.inbox.close());
        cursors.forEach(LogCursor::close);
        broker.forget(this);
        drop();
        return Future.succeededFuture();
    }

    /** Messages that came in and could not be decoded. */
    public long undecodable() {
        return undecodable;
    }

    void offer(Outgoing message) {
        if (connected) {
            subscriptions.stream()
                    .filter(subscription -> TopicFilter.matches(subscription.topic.name(), message.topic()))
                    .forEach(subscription -> subscription.offer(message));
        }
    }

    void logGrew(String topic, int partition) {
        cursors.stream().filter(cursor -> cursor.reads(topic)).forEach(cursor -> cursor.advance(partition));
    }

    private void drop() {
        connected = false;
        connection++;
        List<Promise<Void>> lost = List.copyOf(unanswered);
        unanswered.clear();
        lost.forEach(answer -> answer.fail(notSent()));
    }

    private NotSent notSent() {
        return closed
                ? new NotSent(NotSent.Reason.CLOSED, "the wire is closed")
                : new NotSent(NotSent.Reason.NOT_CONNECTED, "the connection is broken");
    }

    private <M> void publishWill(Will<M> last) {
        String key = last.topic().key().apply(last.message());
        broker.accept(new Outgoing(
                last.topic().name(), key, Bytes.of(last.bytes()), last.topic().delivery()));
    }

    private void whileConnected(long atNanos, Runnable action) {
        long now = connection;
        broker.time.in(atNanos - broker.time.nanoTime(), () -> {
            if (connection == now) {
                action.run();
            }
        });
    }

    private void deadLetterInLog(DeadLetter letter) {
        undecodable++;
        if (!letter.topic().equals(LogTopics.DEAD_LETTERS.name())) {
            publish(LogTopics.DEAD_LETTERS, letter)
                    .onFailure(cause -> LOG.log(System.Logger.Level.ERROR, "lost a dead letter", cause));
        }
    }

    /** What one handler hears over MQTT. */
    private final class Subscription<M> {
        private final Topic<M> topic;
        private final Function<M, Future<Void>> handler;
        private final Inbox<M> inbox;
        private long lastDownNanos;

        Subscription(Topic<M> topic, Function<M, Future<Void>> handler) {
            this.topic = topic;
            this.handler = handler;
            inbox = new Inbox<>(topic, Runnable::run, letter -> {
                undecodable++;
                deadLetters.accept(letter);
            });
        }

        void offer(Outgoing message) {
            deliver(message);
            if (broker.duplicates(message.delivery())) {
                deliver(message);
            }
        }

        private void deliver(Outgoing message) {
            lastDownNanos = Math.max(lastDownNanos, broker.time.nanoTime() + broker.delayNanos());
            whileConnected(lastDownNanos, () -> {
                var unused = inbox.receive(message.topic(), message.bytes().toArray(), handler);
            });
        }
    }
}

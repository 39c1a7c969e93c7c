package dev.fleetrl.transport.mqtt;

import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.Inbox;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.NotSent;
import dev.fleetrl.transport.TopicFilter;
import dev.fleetrl.transport.Will;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/**
 * The wire over MQTT 5, using of it only what 3.1.1 has too and flow control.
 *
 * <p>Threads: may be called from any; all state belongs to the owner's context, on which handlers and listeners are called
 * and futures complete.
 *
 * <p>Flow: outwards no more messages are on their way than the broker allows (mosquitto: 20); a bounded
 * number waits, then {@code publish} fails. Inwards a message is acknowledged when it was handled, and the
 * broker keeps back what is beyond its limit of unacknowledged ones. What may be lost waits for nothing and is dropped.
 */
public final class MqttWire implements Link {
    /** A step with two pictures has some 10 kB. */
    public static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(MqttWire.class.getName());
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 3_200;

    private final Context owner;
    private final MqttSettings settings;
    private final Optional<Will<?>> will;
    private final Consumer<DeadLetter> deadLetters;
    private final List<Subscription<?>> subscriptions = new ArrayList<>();
    private final List<Consumer<Boolean>> listeners = new ArrayList<>();
    private @Nullable MqttSession session;
    private @Nullable Outbox outbox;
    private volatile boolean connected;
    private boolean closed;
    private long retryMillis = FIRST_RETRY_MILLIS;
    private final AtomicLong undecodable = new AtomicLong();

    private MqttWire(Context owner, MqttSettings settings, Optional<Will<?>> will, Consumer<DeadLetter> deadLetters) {
        this.owner = owner;
        this.settings = settings;
        this.will = will;
        this.deadLetters = deadLetters;
    }

    /** Returns at once, and connects as soon as there is a broker. */
    public static MqttWire open(
            Context owner, MqttSettings settings, Optional<Will<?>> will, Consumer<DeadLetter> deadLetters) {
        MqttWire wire = new MqttWire(owner, settings, will, deadLetters);
        owner.runOnContext(hopped -> wire.connect());
        return wire;
    }

    @Override
    public <M> Future<Void> publish(Topic<M> topic, M message) {
        byte[] bytes = topic.codec().encode(topic.type(), message);
        if (bytes.length > MAX_MESSAGE_BYTES) {
            return Future.failedFuture(new NotSent(
                    NotSent.Reason.TOO_BIG,
                    "a message of " + bytes.length + " bytes for " + topic.name() + "; the limit is "
                            + MAX_MESSAGE_BYTES));
        }
        Promise<Void> answer = Promise.promise();
        owner.runOnContext(
                hopped -> offer(topic.name(), bytes, topic.delivery()).onComplete(answer));
        return answer.future();
    }

    @Override
    public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        Subscription<M> subscription = new Subscription<>(topic, handler);
        owner.runOnContext(hopped -> {
            if (closed) {
                subscription.taken.fail(closed());
                return;
            }
            subscriptions.add(subscription);
            MqttSession current = session;
            if (connected && current != null) {
                subscription
                        .take(current)
                        .recover(cause -> refused(subscription, cause))
                        .onFailure(cause -> LOG.log(
                                System.Logger.Level.WARNING,
                                "cannot subscribe to " + topic.name() + ": " + cause.getMessage()));
            }
        });
        return subscription.taken.future();
    }

    @Override
    public boolean connected() {
        return connected;
    }

    @Override
    public void onConnection(Consumer<Boolean> listener) {
        owner.runOnContext(hopped -> {
            listeners.add(listener);
            if (connected) {
                listener.accept(true);
            }
        });
    }

    /** Messages that came in and could not be decoded. */
    public long undecodable() {
        return undecodable.get();
    }

    @Override
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        owner.runOnContext(hopped -> {
            closed = true;
            subscriptions.forEach(subscription -> subscription.inbox.close());
            stopSending(closed());
            MqttSession last = session;
            session = null;
            Future<Void> gone = last == null ? Future.succeededFuture() : last.close();
            gone.onComplete(done);
        });
        return done.future();
    }

    private void connect() {
        credentials().onSuccess(this::connect).onFailure(cause -> lost(String.valueOf(cause.getMessage())));
    }

    /** Read anew each time: a certificate that was renewed counts from the next connection on. */
    private Future<Optional<SSLContext>> credentials() {
        return settings.tls()
                .map(tls -> owner.owner()
                        .executeBlocking(() -> Optional.of(
                                tls.read().requireValid(Instant.now()).context())))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private void connect(Optional<SSLContext> tls) {
        if (closed) {
            return;
        }
        try {
            MqttSession next = new MqttSession(owner, settings, tls, will, new SessionEvents());
            session = next;
            next.connect()
                    .compose(limit -> subscribeAll(next).map(subscribed -> new Outbox(next, limit)))
                    .onSuccess(ready -> opened(next, ready))
                    .onFailure(cause -> next.end(String.valueOf(cause.getMessage())));
        } catch (MqttException e) {
            throw new IllegalArgumentException("mqtt: cannot use " + settings, e);
        }
    }

    /** One refused subscription, which the broker's access rules may want, must not keep the rest from working. */
    private Future<Void> subscribeAll(MqttSession next) {
        return Future.join(List.copyOf(subscriptions).stream()
                        .map(subscription -> subscription.take(next).recover(cause -> refused(subscription, cause)))
                        .toList())
                .mapEmpty();
    }

    private static Future<Void> refused(Subscription<?> subscription, Throwable cause) {
        if (cause instanceof NotSent notSent && notSent.reason() == NotSent.Reason.REFUSED) {
            LOG.log(System.Logger.Level.ERROR, cause.getMessage());
            subscription.taken.tryFail(cause);
            return Future.succeededFuture();
        }
        return Future.failedFuture(cause);
    }

    private void opened(MqttSession opened, Outbox ready) {
        if (session != opened) {
            return;
        }
        outbox = ready;
        retryMillis = FIRST_RETRY_MILLIS;
        connected = true;
        LOG.log(System.Logger.Level.INFO, "connected to " + settings.broker());
        // Subscribed to while the session was being built up.
        subscriptions.stream()
                .filter(subscription -> subscription.session != opened)
                .forEach(subscription ->
                        subscription.take(opened).onFailure(cause -> opened.end(String.valueOf(cause.getMessage()))));
        List.copyOf(listeners).forEach(listener -> listener.accept(true));
    }

    private void lost(String why) {
        if (closed) {
            return;
        }
        session = null;
        boolean was = connected;
        stopSending(new NotSent(NotSent.Reason.NOT_CONNECTED, why));
        if (was || retryMillis == FIRST_RETRY_MILLIS) {
            LOG.log(System.Logger.Level.WARNING, "no connection to " + settings.broker() + " (" + why + "); trying on");
        }
        // Spread, so that a fleet does not come back in one instant.
        long delay = retryMillis / 2 + ThreadLocalRandom.current().nextLong(retryMillis);
        retryMillis = Math.min(2 * retryMillis, LAST_RETRY_MILLIS);
        owner.owner().setTimer(delay, timer -> owner.runOnContext(hopped -> connect()));
        if (was) {
            List.copyOf(listeners).forEach(listener -> listener.accept(false));
        }
    }

    private Future<Void> offer(String topic, byte[] bytes, Delivery delivery) {
        if (closed) {
            return Future.failedFuture(closed());
        }
        Outbox current = outbox;
        if (current != null) {
            return current.offer(topic, bytes, delivery);
        }
        return delivery == Delivery.AT_MOST_ONCE
                ? Future.succeededFuture()
                : Future.failedFuture(
                        new NotSent(NotSent.Reason.NOT_CONNECTED, "not connected to " + settings.broker()));
    }

    private void stopSending(NotSent reason) {
        connected = false;
        Outbox last = outbox;
        outbox = null;
        if (last != null) {
            last.fail(reason);
        }
    }

    private NotSent closed() {
        return new NotSent(NotSent.Reason.CLOSED, "the wire to " + settings.broker() + " is closed");
    }

    private void countUndecodable(DeadLetter letter) {
        undecodable.incrementAndGet();
        LOG.log(System.Logger.Level.WARNING, "cannot read a message of " + letter.topic() + ": " + letter.reason());
        deadLetters.accept(letter);
    }

    private final class SessionEvents implements MqttSession.Events {
        @Override
        public void arrived(MqttSession from, String topic, MqttMessage message) {
            Future.join(List.copyOf(subscriptions).stream()
                            .filter(subscription -> TopicFilter.matches(subscription.topic.name(), topic))
                            .map(subscription -> subscription.receive(topic, message.getPayload()))
                            .toList())
                    .onComplete(handled -> from.handled(message));
        }

        @Override
        public void lost(MqttSession from, String why) {
            if (session == from) {
                MqttWire.this.lost(why);
            }
        }
    }

    private final class Subscription<M> {
        private final Topic<M> topic;
        private final Function<M, Future<Void>> handler;
        private final Inbox<M> inbox;
        private final Promise<Void> taken = Promise.promise();
        private @Nullable MqttSession session;

        Subscription(Topic<M> topic, Function<M, Future<Void>> handler) {
            this.topic = topic;
            this.handler = handler;
            inbox = new Inbox<>(
                    topic, task -> owner.runOnContext(hopped -> task.run()), MqttWire.this::countUndecodable);
        }

        Future<Void> take(MqttSession current) {
            session = current;
            return current.subscribe(topic.name(), topic.delivery()).onSuccess(done -> taken.tryComplete());
        }

        Future<Void> receive(String channel, byte[] bytes) {
            return inbox.receive(channel, bytes, handler);
        }
    }
}

package dev.fleetrl.ui.fake;

import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A broker in memory: wildcards and retained messages as MQTT has them. Hands over on the subscriber's event loop. */
public final class InMemoryWire implements Wire {
    private final Vertx vertx;
    private final List<Subscription<?>> subscriptions = new ArrayList<>();
    private final Map<String, byte[]> retained = new LinkedHashMap<>();

    public InMemoryWire(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public synchronized <M> Future<Void> publish(Topic<M> topic, M message) {
        byte[] bytes = topic.codec().encode(topic.type(), message);
        if (topic.delivery() == Topic.Delivery.RETAINED) {
            retained.put(topic.name(), bytes);
        }
        for (Subscription<?> subscription : subscriptions) {
            subscription.offer(topic.name(), bytes);
        }
        return Future.succeededFuture();
    }

    @Override
    public synchronized <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        Subscription<M> subscription = new Subscription<>(topic, handler, vertx.getOrCreateContext());
        subscriptions.add(subscription);
        retained.forEach(subscription::offer);
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> close() {
        subscriptions.clear();
        return Future.succeededFuture();
    }

    private record Subscription<M>(Topic<M> topic, Function<M, Future<Void>> handler, Context context) {
        void offer(String name, byte[] bytes) {
            if (name.matches(topic.name().replace("+", "[^/]+"))) {
                context.runOnContext(now -> handOver(bytes));
            }
        }

        private void handOver(byte[] bytes) {
            try {
                handler.apply(topic.codec().decode(topic.type(), bytes)).onFailure(Throwable::printStackTrace);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A log of one topic in this JVM, handed over at once. */
final class MemoryLog implements Log {
    private final List<Object> messages = new CopyOnWriteArrayList<>();
    private final List<Function<Object, Future<Void>>> handlers = new ArrayList<>();

    List<Object> messages() {
        return messages;
    }

    @Override
    public synchronized <M> Future<Void> publish(Topic<M> topic, M message) {
        messages.add(message);
        return Future.all(
                        handlers.stream().map(handler -> handler.apply(message)).toList())
                .mapEmpty();
    }

    @Override
    public synchronized <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        handlers.add(message -> handler.apply(topic.type().cast(message)));
        return Future.succeededFuture();
    }

    @Override
    public synchronized <M> Future<Void> replay(
            Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
        Future<Void> subscribed = subscribe(topic, message -> handler.apply(new Logged<>(message, 0, messages.size())));
        List<Future<Void>> handled = messages.stream()
                .map(message -> handler.apply(new Logged<>(topic.type().cast(message), 0, 0)))
                .toList();
        return subscribed.compose(done -> Future.all(handled)).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

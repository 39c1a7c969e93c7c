package dev.fleetrl.local.bench;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Link;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** A link that notes when a command came. */
final class NotingLink implements Link {
    private final Link link;
    private volatile long commandNanos;

    NotingLink(Link link) {
        this.link = link;
    }

    /** When the newest one was handed over. */
    long commandNanos() {
        return commandNanos;
    }

    @Override
    public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        return link.subscribe(topic, message -> {
            if (message instanceof Command) {
                commandNanos = System.nanoTime();
            }
            return handler.apply(message);
        });
    }

    @Override
    public <M> Future<Void> publish(Topic<M> topic, M message) {
        return link.publish(topic, message);
    }

    @Override
    public boolean connected() {
        return link.connected();
    }

    @Override
    public void onConnection(Consumer<Boolean> listener) {
        link.onConnection(listener);
    }

    @Override
    public Future<Void> close() {
        return link.close();
    }
}

package dev.fleetrl.value.service;

import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A log of one partition that any thread may write to; hands messages over on the thread that publishes them. */
final class LogInMemory implements Log {
    private final Map<String, List<Object>> messages = new HashMap<>();
    private final Map<String, List<Function<Logged<?>, Future<Void>>>> readers = new HashMap<>();

    @Override
    public synchronized <M> Future<Void> publish(Topic<M> topic, M message) {
        List<Object> partition = messages.computeIfAbsent(topic.name(), name -> new ArrayList<>());
        partition.add(message);
        Logged<M> logged = new Logged<>(message, 0, partition.size() - 1);
        List<Future<Void>> heard = readers.getOrDefault(topic.name(), List.of()).stream()
                .map(reader -> reader.apply(logged))
                .toList();
        return Future.all(heard).mapEmpty();
    }

    @Override
    public synchronized <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        readers.computeIfAbsent(topic.name(), name -> new ArrayList<>())
                .add(logged -> handler.apply(topic.type().cast(logged.message())));
        return Future.succeededFuture();
    }

    @Override
    public synchronized <M> Future<Void> replay(
            Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
        List<Future<Void>> seen = new ArrayList<>();
        List<M> before = published(topic);
        for (int offset = 0; offset < before.size(); offset++) {
            seen.add(handler.apply(new Logged<>(before.get(offset), 0, offset)));
        }
        readers.computeIfAbsent(topic.name(), name -> new ArrayList<>())
                .add(logged -> handler.apply(
                        new Logged<>(topic.type().cast(logged.message()), logged.partition(), logged.offset())));
        return Future.all(seen).mapEmpty();
    }

    synchronized <M> List<M> published(Topic<M> topic) {
        return messages.getOrDefault(topic.name(), List.of()).stream()
                .map(topic.type()::cast)
                .toList();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

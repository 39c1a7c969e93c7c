package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosWire;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Whoever listens hears at once, on the speaker's thread; and what was said is kept. */
public final class LoopWire implements RosWire {
    private final Map<String, List<Consumer<Object>>> listeners = new ConcurrentHashMap<>();
    private final Map<String, List<Record>> said = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked") // whoever listens on a topic takes its type
    public <M extends Record> void subscribe(RosTopic<M> topic, Consumer<M> samples) {
        listeners
                .computeIfAbsent(topic.name(), name -> new CopyOnWriteArrayList<>())
                .add(sample -> samples.accept((M) sample));
    }

    @Override
    public <M extends Record> Publication<M> publish(RosTopic<M> topic) {
        return new Publication<>() {
            @Override
            public void send(M message) {
                said.computeIfAbsent(topic.name(), name -> new CopyOnWriteArrayList<>())
                        .add(message);
                listeners.getOrDefault(topic.name(), List.of()).forEach(listener -> listener.accept(message));
            }

            @Override
            public OptionalInt listeners() {
                return OptionalInt.of(
                        listeners.getOrDefault(topic.name(), List.of()).size());
            }
        };
    }

    public List<Record> said(String topic) {
        return said.getOrDefault(topic, List.of());
    }

    @Override
    public void close() {
        listeners.clear();
    }
}

package dev.fleetrl.transport.simulated;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.TopicFilter;
import dev.fleetrl.transport.Will;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * MQTT's broker and Kafka's in one, in virtual time. A name with a slash is MQTT's: passed on, and kept only if retained.
 * Any other name is Kafka's: kept for good, in {@value #PARTITIONS} partitions, so that order holds within a key only.
 */
public final class SimulatedBroker {
    static final int PARTITIONS = 3;

    final VirtualTime time;
    private final SplittableRandom random;
    private final Faults faults;
    private final List<SimulatedWire> clients = new ArrayList<>();
    private final Map<String, Bytes> retained = new LinkedHashMap<>();
    private final Map<String, List<List<Entry>>> logs = new HashMap<>();

    public SimulatedBroker(VirtualTime time, SplittableRandom random, Faults faults) {
        this.time = time;
        this.random = random;
        this.faults = faults;
    }

    public SimulatedWire connect() {
        return connect(Optional.empty(), deadLetter -> {});
    }

    /**
     * A client more.
     *
     * @param deadLetters takes what came over MQTT and cannot be decoded; the log has its own topic for that
     */
    public SimulatedWire connect(Optional<Will<?>> will, Consumer<DeadLetter> deadLetters) {
        SimulatedWire client = new SimulatedWire(this, will, deadLetters);
        clients.add(client);
        return client;
    }

    static boolean isLog(String topic) {
        return topic.indexOf('/') < 0;
    }

    void accept(Outgoing message) {
        if (isLog(message.topic())) {
            int partition = Math.floorMod(message.key().hashCode(), PARTITIONS);
            log(message.topic()).get(partition).add(new Entry(message.bytes(), time.nanoTime()));
            clients.forEach(client -> client.logGrew(message.topic(), partition));
            return;
        }
        if (message.delivery() == Delivery.RETAINED) {
            retained.put(message.topic(), message.bytes());
        }
        clients.forEach(client -> client.offer(message));
    }

    void forget(SimulatedWire client) {
        clients.remove(client);
    }

    List<List<Entry>> log(String topic) {
        return logs.computeIfAbsent(topic, name -> List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }

    void offerRetained(String filter, Consumer<Outgoing> subscriber) {
        List.copyOf(retained.entrySet()).stream()
                .filter(last -> TopicFilter.matches(filter, last.getKey()))
                .forEach(
                        last -> subscriber.accept(new Outgoing(last.getKey(), "", last.getValue(), Delivery.RETAINED)));
    }

    long delayNanos() {
        return 1 + random.nextLong(faults.maxDelayNanos());
    }

    long awayNanos() {
        return 1 + random.nextLong(faults.maxAwayNanos());
    }

    boolean loses(Delivery delivery) {
        return delivery == Delivery.AT_MOST_ONCE && happens(faults.loss());
    }

    boolean duplicates(Delivery delivery) {
        return delivery == Delivery.AT_LEAST_ONCE && happens(faults.duplication());
    }

    boolean disconnects() {
        return happens(faults.disconnection());
    }

    private boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** A record of the log and when it came. */
    record Entry(Bytes bytes, long atNanos) {}

    /** A message on its way. */
    record Outgoing(String topic, String key, Bytes bytes, Delivery delivery) {}
}

package dev.fleetrl.transport;

import dev.fleetrl.contracts.Topic;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * Messages in and out; over MQTT, over Kafka, or in memory.
 *
 * <p>A message that cannot be decoded is counted and dead-lettered; the subscription goes on. A handler whose future fails
 * is logged; the subscription goes on.
 */
public interface Wire {
    /** Succeeds when the broker has taken the message, with the promise that the topic asks for. */
    <M> Future<Void> publish(Topic<M> topic, M message);

    /**
     * Hears what is published from now on (and, on MQTT, what is retained). Hands over one message of a key at a time: the
     * next comes when the handler's future has completed.
     */
    <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler);

    /** Lets go of the broker; nothing is handed over afterwards. */
    Future<Void> close();
}

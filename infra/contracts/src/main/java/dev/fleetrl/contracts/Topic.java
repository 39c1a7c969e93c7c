package dev.fleetrl.contracts;

import java.util.function.Function;

/**
 * A named stream of one type of message.
 *
 * @param name in the broker's notation
 * @param type what travels on it
 * @param codec how
 * @param delivery what the broker promises
 * @param key messages of one key keep their order; in Kafka also the record's key
 */
public record Topic<M>(String name, Class<M> type, Codec codec, Delivery delivery, Function<M, String> key) {
    /** The broker's promise. */
    public enum Delivery {
        /** MQTT QoS 0: for what is old in a moment. */
        AT_MOST_ONCE,
        /** MQTT QoS 1, or Kafka with acks=all. */
        AT_LEAST_ONCE,
        /** MQTT QoS 1, and new subscribers get the last message at once. */
        RETAINED
    }
}

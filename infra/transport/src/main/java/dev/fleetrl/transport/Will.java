package dev.fleetrl.transport;

import dev.fleetrl.contracts.Topic;

/** What the broker publishes for a client that vanishes without a goodbye; as old as the connection. */
public record Will<M>(Topic<M> topic, M message) {
    public byte[] bytes() {
        return topic.codec().encode(topic.type(), message);
    }
}

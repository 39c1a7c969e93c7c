package dev.fleetrl.transport;

import dev.fleetrl.contracts.Topic;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Function;

/** A wire that remembers: Kafka, or its form in memory. */
public interface Log extends Wire {
    /**
     * Hands over everything that the log holds from {@code from} on, in order within a key, and goes on with what comes
     * later. Succeeds when the handler has seen all that was there at the time of the call.
     */
    <M> Future<Void> replay(Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler);

    /** Where to begin: the offset for each partition; a partition that is not named begins at its start. */
    record Position(Map<Integer, Long> offsets) {
        public static final Position START = new Position(Map.of());

        public Position {
            offsets = Map.copyOf(offsets);
        }
    }

    /** A message and where it lies. */
    record Logged<M>(M message, int partition, long offset) {}
}

package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What people and scripts asked for, on {@code fleetrl.requests}; keyed by its id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FleetRequest.Collect.class, name = "collect"),
    @JsonSubTypes.Type(value = FleetRequest.Withdraw.class, name = "withdraw"),
    @JsonSubTypes.Type(value = FleetRequest.Retrain.class, name = "retrain"),
    @JsonSubTypes.Type(value = FleetRequest.StopRound.class, name = "stop-round"),
    @JsonSubTypes.Type(value = FleetRequest.Label.class, name = "label")
})
public sealed interface FleetRequest {
    /** Id of what was asked for. */
    String key();

    /**
     * Runs a batch of episodes.
     *
     * @param atMillis requests are served in this order; the log keeps none between ids
     */
    record Collect(CollectionRequest collection, long atMillis) implements FleetRequest {
        @Override
        public String key() {
            return collection.id().value();
        }
    }

    /** No more episodes of this collection are given out; those that began go on, and what is there stays. */
    record Withdraw(CollectionId collection, long atMillis) implements FleetRequest {
        @Override
        public String key() {
            return collection.value();
        }
    }

    /**
     * Makes a policy.
     *
     * @param atMillis as for {@link Collect}
     */
    record Retrain(RoundRequest round, long atMillis) implements FleetRequest {
        @Override
        public String key() {
            return round.id().value();
        }
    }

    /** Ends a round that waits or runs, and its training wherever that runs; it counts as failed. */
    record StopRound(RoundId round, long atMillis) implements FleetRequest {
        @Override
        public String key() {
            return round.value();
        }
    }

    record Label(LabelRequest label) implements FleetRequest {
        @Override
        public String key() {
            return label.run().value();
        }
    }
}

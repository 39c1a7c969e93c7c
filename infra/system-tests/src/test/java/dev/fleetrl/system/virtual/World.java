package dev.fleetrl.system.virtual;

import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.VirtualTime;

/**
 * What all processes of the simulated site share.
 *
 * @param maxDelayNanos of one message, one way
 */
record World(SiteId site, VirtualTime time, SimulatedBroker broker, long maxDelayNanos) {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
}

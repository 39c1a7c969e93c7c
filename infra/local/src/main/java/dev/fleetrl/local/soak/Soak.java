package dev.fleetrl.local.soak;

import java.nio.file.Path;
import java.util.Map;

/**
 * Something that is simulated from a seed and must hold its invariants. It is found by {@link java.util.ServiceLoader}, for simulations
 * are tests and not part of what is shipped.
 */
public interface Soak {
    /** By which one asks for it. */
    String name();

    /**
     * Runs one seed, the same each time; called from several threads, each with a seed of its own.
     *
     * @param folder for whatever it writes; empty, and deleted afterwards
     * @return how often each thing was seen that an invariant speaks of, 0 where it was not
     * @throws AssertionError what does not hold
     */
    Map<String, Integer> run(long seed, Path folder) throws Exception;
}

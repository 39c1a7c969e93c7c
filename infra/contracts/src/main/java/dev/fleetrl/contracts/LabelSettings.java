package dev.fleetrl.contracts;

/**
 * How a snapshot is labelled (π*0.6, App. F).
 *
 * @param lookaheadSeconds N of the advantage, in seconds
 * @param failureCost c: a failure costs c·H_l further steps
 * @param positiveFraction share of the pool that ends above ε
 * @param newestPractice the collection whose policy steps form the pool for ε
 * @param truncateAtTakeover ends the look-ahead where a person takes over, so that the slip before is not credited with the
 *     rescue
 * @param valueSteps training steps of the value function
 * @param criticSteps training steps of the progress critic, which the same round makes; 0 for none
 */
public record LabelSettings(
        double lookaheadSeconds,
        double failureCost,
        double positiveFraction,
        CollectionId newestPractice,
        boolean truncateAtTakeover,
        int valueSteps,
        int criticSteps,
        long seed) {
    /** Without a progress critic. */
    public LabelSettings(
            double lookaheadSeconds,
            double failureCost,
            double positiveFraction,
            CollectionId newestPractice,
            boolean truncateAtTakeover,
            int valueSteps,
            long seed) {
        this(lookaheadSeconds, failureCost, positiveFraction, newestPractice, truncateAtTakeover, valueSteps, 0, seed);
    }
}

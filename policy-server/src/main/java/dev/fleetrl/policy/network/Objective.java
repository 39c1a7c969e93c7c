package dev.fleetrl.policy.network;

/** What a training minimises over its {@link Lesson}s. */
public sealed interface Objective {
    /** The flow-matching loss, each example with its weight; see {@link FlowLoss}. */
    record FlowMatching() implements Objective {}

    /**
     * The same, less SPO's surrogate of the improvement over the weights that the training starts from; see
     * {@link PolicyRatio}.
     *
     * @param trustRegion ε: the surrogate is greatest where the ratio is 1 ± ε
     */
    record SimplePolicyOptimisation(double trustRegion) implements Objective {
        public SimplePolicyOptimisation {
            if (!(trustRegion > 0)) {
                throw new IllegalArgumentException("trustRegion " + trustRegion + " must be more than 0");
            }
        }
    }
}

package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;

/** I_t, the binary condition on which the policy is trained and, set to positive, deployed. */
public enum ImprovementIndicator {
    POSITIVE,
    NEGATIVE;

    /**
     * The policy's action must beat its task's threshold. A correction is an improvement by decree.
     *
     * <p>A demonstration is positive by decree as well. The paper says so for the first, supervised stage only and compares
     * demonstrations with ε in later rounds; here they are what the base was trained on and stay positive throughout, as in
     * RLinf. A step in which nobody acted improves nothing, and is not trained on.
     */
    public static ImprovementIndicator of(ActionSource source, float advantage, TaskThreshold threshold) {
        return source.match(new ActionSource.Cases<>() {
            @Override
            public ImprovementIndicator policy(ActionSource.Policy policy) {
                return advantage > threshold.epsilon() ? POSITIVE : NEGATIVE;
            }

            @Override
            public ImprovementIndicator correction(ActionSource.Correction correction) {
                return POSITIVE;
            }

            @Override
            public ImprovementIndicator demonstration(ActionSource.Demonstration demonstration) {
                return POSITIVE;
            }

            @Override
            public ImprovementIndicator hold(ActionSource.Hold hold) {
                return NEGATIVE;
            }
        });
    }
}

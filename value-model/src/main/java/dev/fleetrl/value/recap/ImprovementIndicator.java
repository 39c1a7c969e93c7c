package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;

/** I_t, the binary condition on which the policy is trained and, set to positive, deployed. */
public enum ImprovementIndicator {
    POSITIVE,
    NEGATIVE;

    /**
     * Which sources are improvements by decree.
     *
     * @param corrections as the paper has it; off only to measure what it brings
     * @param demonstrations as in the paper's first, supervised stage; later the paper compares demonstrations with ε, RLinf
     *     does not
     */
    public record Forced(boolean corrections, boolean demonstrations) {}

    /**
     * An action must beat its task's threshold unless its source makes it an improvement by decree. A step in which nobody acted
     * improves nothing, and is not trained on.
     */
    public static ImprovementIndicator of(
            ActionSource source, float advantage, TaskThreshold threshold, Forced forced) {
        ImprovementIndicator earned = advantage > threshold.epsilon() ? POSITIVE : NEGATIVE;
        return source.match(new ActionSource.Cases<>() {
            @Override
            public ImprovementIndicator policy(ActionSource.Policy policy) {
                return earned;
            }

            @Override
            public ImprovementIndicator correction(ActionSource.Correction correction) {
                return forced.corrections() ? POSITIVE : earned;
            }

            @Override
            public ImprovementIndicator demonstration(ActionSource.Demonstration demonstration) {
                return forced.demonstrations() ? POSITIVE : earned;
            }

            @Override
            public ImprovementIndicator hold(ActionSource.Hold hold) {
                return NEGATIVE;
            }
        });
    }
}

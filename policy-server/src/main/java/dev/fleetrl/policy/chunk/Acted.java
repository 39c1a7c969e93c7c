package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;

/**
 * What was done at one step, and by whom.
 *
 * @param action shape [A], in the robot's units
 */
public record Acted(Vec action, SourceKind source) {
    /**
     * A demonstrator's noise is executed but not taught (DART): where the clean intention was recorded beside it, that is
     * the action.
     */
    public static Acted of(Step step) {
        SourceKind source = SourceKind.of(step.source());
        boolean intended =
                source == SourceKind.DEMONSTRATION && step.policyAction().size() > 0;
        return new Acted(intended ? step.policyAction() : step.action(), source);
    }
}

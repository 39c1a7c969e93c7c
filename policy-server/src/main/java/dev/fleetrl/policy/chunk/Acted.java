package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;

/**
 * What was done at one step, and by whom.
 *
 * @param executed shape [A], in the robot's units: where the tool really went
 * @param intended shape [A]; the same but for a demonstrator whose hand was shaken on purpose (DART), who meant something else
 */
public record Acted(Vec executed, Vec intended, SourceKind source) {
    /** Nobody shook the hand. */
    public Acted(Vec action, SourceKind source) {
        this(action, action, source);
    }

    public static Acted of(Step step) {
        SourceKind source = SourceKind.of(step.source());
        boolean shaken =
                source == SourceKind.DEMONSTRATION && step.policyAction().size() > 0;
        return new Acted(step.action(), shaken ? step.policyAction() : step.action(), source);
    }

    /** How many elements an action has. */
    public int size() {
        return executed.size();
    }
}

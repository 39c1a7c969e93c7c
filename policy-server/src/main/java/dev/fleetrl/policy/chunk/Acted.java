package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;

/**
 * What was done at one step, and by whom.
 *
 * @param executed shape [A], in the robot's units: where the tool really went
 * @param intended shape [A]; the same but for a demonstrator whose hand was shaken on purpose (DART), who meant something else
 * @param leftOut whether nothing is learned from it, although somebody acted
 */
public record Acted(Vec executed, Vec intended, SourceKind source, boolean leftOut) {
    /** Nobody shook the hand. */
    public Acted(Vec action, SourceKind source) {
        this(action, action, source);
    }

    Acted(Vec executed, Vec intended, SourceKind source) {
        this(executed, intended, source, false);
    }

    public static Acted of(Step step) {
        SourceKind source = SourceKind.of(step.source());
        boolean shaken =
                source == SourceKind.DEMONSTRATION && step.policyAction().size() > 0;
        return new Acted(step.action(), shaken ? step.policyAction() : step.action(), source);
    }

    Acted by(SourceKind other) {
        return new Acted(executed, intended, other, leftOut);
    }

    /** The same motion, which nothing is learned from any more. */
    public Acted left() {
        return new Acted(executed, intended, source, true);
    }

    /** How many elements an action has. */
    public int size() {
        return executed.size();
    }
}

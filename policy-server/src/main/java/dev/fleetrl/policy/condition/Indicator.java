package dev.fleetrl.policy.condition;

import java.util.Locale;
import java.util.Optional;

/**
 * What the policy is told of an action's advantage ("Advantage: positive" in the paper).
 */
public enum Indicator {
    /** Nothing is said; the unconditional branch. */
    NONE(0),
    NEGATIVE(1),
    POSITIVE(2);

    private final int row;

    Indicator(int row) {
        this.row = row;
    }

    /** Its row in the network's table; part of every trained policy. */
    public int row() {
        return row;
    }

    public static Indicator of(boolean improvement) {
        return improvement ? POSITIVE : NEGATIVE;
    }

    /** From the wire. */
    public static Optional<Indicator> named(String name) {
        for (Indicator indicator : values()) {
            if (indicator.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(indicator);
            }
        }
        return Optional.empty();
    }
}

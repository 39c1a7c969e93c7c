package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.condition.Indicator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The indicator's part of a checkpoint (ADR 20). */
final class IndicatorWeights {
    /** A row for each indicator. */
    static final String TABLE = "policy/indicator";

    /** A block of rows for each indicator. */
    static final String OWN = "policy/condition-of-indicator";

    private static final String OWN_WEIGHTS = OWN + "/w";

    private IndicatorWeights() {}

    /**
     * A parent that has only ever heard "positive" begins with that for "negative", too: what it has for a word that it never
     * heard is noise, and the first negative steps would pull at all that the words share.
     */
    static Weights introduced(Weights parent) {
        if (!parent.names().contains(OWN_WEIGHTS) || hasHeardNegative(parent.of(OWN_WEIGHTS))) {
            return parent;
        }
        Map<String, float[]> all = new LinkedHashMap<>();
        parent.names().forEach(name -> all.put(name, parent.of(name)));
        all.put(TABLE, withNegativeAsPositive(parent.of(TABLE)));
        all.put(OWN_WEIGHTS, withNegativeAsPositive(parent.of(OWN_WEIGHTS)));
        return new Weights(all);
    }

    /** They begin at zero, and stay there until a negative step is seen. */
    private static boolean hasHeardNegative(float[] own) {
        int block = own.length / Indicator.values().length;
        for (int i = 0; i < block; i++) {
            if (own[Indicator.NEGATIVE.row() * block + i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static float[] withNegativeAsPositive(float[] blocks) {
        float[] copy = blocks.clone();
        int block = copy.length / Indicator.values().length;
        System.arraycopy(blocks, Indicator.POSITIVE.row() * block, copy, Indicator.NEGATIVE.row() * block, block);
        return copy;
    }
}

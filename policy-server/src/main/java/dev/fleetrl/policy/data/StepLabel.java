package dev.fleetrl.policy.data;

import dev.fleetrl.policy.condition.Indicator;

/**
 * What a label run says of a step.
 *
 * @param normalisedReturn g_t in [-1, 0]
 * @param value V(o_t)
 * @param advantage A_t
 * @param positive I_t, with what the run decreed
 */
public record StepLabel(double normalisedReturn, double value, double advantage, boolean positive) {
    public Indicator indicator() {
        return Indicator.of(positive);
    }
}

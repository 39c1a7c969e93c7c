package dev.fleetrl.episodes;

/**
 * What one label run says of one step.
 *
 * @param step index within the episode
 * @param normalisedReturn g_t in [-1, 0], see π*0.6 Eq. 5
 * @param value V(o_t) in [-1, 0]
 * @param successProbability probability mass of the value's bins above the edge between success and failure
 * @param advantage A_t, normalised
 * @param positive I_t, the improvement indicator
 */
public record LabelledStep(
        int step, float normalisedReturn, float value, float successProbability, float advantage, boolean positive) {}

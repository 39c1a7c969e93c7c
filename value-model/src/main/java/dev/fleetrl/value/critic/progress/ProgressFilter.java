package dev.fleetrl.value.critic.progress;

import dev.fleetrl.contracts.ActionSource;
import java.util.List;

/**
 * What imitation should leave out (VLAC's use of its critic as a filter of data): episodes that do not get on, and actions
 * that led back. What a person did to correct is never left out.
 *
 * @param leastVoc an episode below is dropped whole
 */
public record ProgressFilter(double leastVoc) {
    /**
     * Which actions to leave out.
     *
     * <p>The action at t is judged by the pair that begins there; near the end, by the last pair.
     *
     * @param deltas c_{max(0, i - dt), i}; shape [T + 1]
     * @param stride dt in steps
     * @param voc of the episode
     */
    public boolean[] masked(double[] deltas, int stride, double voc, List<ActionSource> sources) {
        boolean[] masked = new boolean[deltas.length];
        for (int t = 0; t < masked.length; t++) {
            double ahead = deltas[Math.min(t + stride, deltas.length - 1)];
            boolean leadsBack = deltas.length > 1 && ahead < 0;
            masked[t] = (voc < leastVoc || leadsBack) && !(sources.get(t) instanceof ActionSource.Correction);
        }
        return masked;
    }
}

package dev.fleetrl.value.recap;

import java.util.Arrays;

/** ε of one task: the advantage that a step must exceed to count as an improvement. */
public record TaskThreshold(float epsilon) {
    /**
     * Chooses ε so that about {@code positiveFraction} of the pool lie above it.
     *
     * <p>A quantile of advantages, as π*0.6's App. F says; its Sec. V-D says "of values", which no implementation follows.
     */
    public static TaskThreshold leavingAbove(double positiveFraction, float[] advantages) {
        if (!(positiveFraction > 0 && positiveFraction < 1)) {
            throw new IllegalArgumentException("positive fraction " + positiveFraction + " is outside (0, 1)");
        }
        if (advantages.length == 0) {
            throw new IllegalArgumentException("a task without steps has no threshold");
        }
        float[] ascending = advantages.clone();
        Arrays.sort(ascending);
        int above = (int) Math.round(positiveFraction * ascending.length);
        return new TaskThreshold(ascending[Math.max(0, ascending.length - above - 1)]);
    }
}

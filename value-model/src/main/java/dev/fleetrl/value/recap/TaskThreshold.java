package dev.fleetrl.value.recap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** ε of one task: the advantage that a step must exceed to count as an improvement. */
public record TaskThreshold(float epsilon) {
    /**
     * Chooses ε so that the weight above it comes as near to {@code positiveFraction} of the pool as a step allows.
     *
     * <p>A quantile of advantages, as π*0.6's App. F says; its Sec. V-D says "of values", which no implementation follows.
     */
    public static TaskThreshold leavingAbove(double positiveFraction, float[] advantages, double[] weights) {
        if (!(positiveFraction > 0 && positiveFraction < 1)) {
            throw new IllegalArgumentException("positive fraction " + positiveFraction + " is outside (0, 1)");
        }
        if (advantages.length == 0) {
            throw new IllegalArgumentException("a task without steps has no threshold");
        }
        Integer[] descending = IntStream.range(0, advantages.length).boxed().toArray(Integer[]::new);
        Arrays.sort(descending, Comparator.comparingDouble(step -> -advantages[step]));
        double wanted = positiveFraction * Arrays.stream(weights).sum();
        double above = 0;
        int next = 0;
        while (next + 1 < descending.length && above + weights[descending[next]] / 2 <= wanted) {
            above += weights[descending[next++]];
        }
        return new TaskThreshold(advantages[descending[next]]);
    }

    /** Never below a minimum, so that "a bit better than stuck" need not count as good. Not in the paper. */
    public TaskThreshold atLeast(double leastAdvantage) {
        return new TaskThreshold((float) Math.max(epsilon, leastAdvantage));
    }
}

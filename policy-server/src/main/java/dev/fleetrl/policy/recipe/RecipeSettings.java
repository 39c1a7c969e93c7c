package dev.fleetrl.policy.recipe;

import dev.fleetrl.policy.chunk.SourceKind;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers of a training run by name, as they travel in a job and are kept in the policy's manifest.
 *
 * <ul>
 *   <li>{@code learningRate}: peak of the schedule; {@code childLearningRate}: the same, for a policy with a parent
 *   <li>{@code batch}: observations a step; {@code flowSamples}: pairs of time and noise for each
 *   <li>{@code warmUpSteps}: until the peak
 *   <li>{@code indicatorDropout}: see {@link dev.fleetrl.policy.condition.IndicatorDropout}
 *   <li>{@code demoFraction}, {@code correctionFraction}, {@code policyFraction}: weights of the sources
 *   <li>{@code imageShift} (pixels), {@code proprioceptionNoise}: augmentation
 *   <li>{@code executeSteps}: actions of a chunk that robots execute before they ask again
 *   <li>{@code noiseScale}: of the noise that the flow starts from when the policy acts; below 1 it hesitates less
 * </ul>
 */
public final class RecipeSettings {
    private final SortedMap<String, Double> values;

    public RecipeSettings(Map<String, Double> values) {
        this.values = new TreeMap<>(values);
    }

    /** What the built-in network was tuned with. */
    static RecipeSettings standard() {
        SortedMap<String, Double> values = new TreeMap<>();
        values.put("learningRate", 1e-3);
        values.put("childLearningRate", 6e-4);
        values.put("batch", 64.0);
        values.put("flowSamples", 4.0);
        values.put("warmUpSteps", 50.0);
        values.put("indicatorDropout", 0.3);
        values.put("imageShift", 3.0);
        values.put("proprioceptionNoise", 0.03);
        values.put("executeSteps", 8.0);
        values.put("noiseScale", 1.0);
        return new RecipeSettings(values);
    }

    /** The standard ones, with these shares of demonstrations, corrections and the policy's own steps. */
    public static RecipeSettings withShares(double demo, double correction, double policy) {
        SortedMap<String, Double> values = new TreeMap<>(standard().values);
        values.put("demoFraction", demo);
        values.put("correctionFraction", correction);
        values.put("policyFraction", policy);
        return new RecipeSettings(values);
    }

    /** These, changed by what a job asks for; refuses a name that it does not know. */
    public RecipeSettings changedBy(Map<String, Double> asked) {
        SortedMap<String, Double> changed = new TreeMap<>(values);
        asked.forEach((name, value) -> {
            if (changed.replace(name, value) == null) {
                throw new IllegalArgumentException("unknown setting '" + name + "'; there are " + values.keySet());
            }
        });
        return new RecipeSettings(changed);
    }

    public double number(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("setting '" + name + "' is missing");
        }
        return value;
    }

    public int count(String name) {
        double value = number(name);
        if (value != Math.rint(value) || value < 0) {
            throw new IllegalArgumentException("setting '" + name + "' is " + value + ", must be a whole number");
        }
        return (int) value;
    }

    Map<SourceKind, Double> shares() {
        return Map.of(
                SourceKind.DEMONSTRATION, number("demoFraction"),
                SourceKind.CORRECTION, number("correctionFraction"),
                SourceKind.POLICY, number("policyFraction"));
    }

    public Map<String, Double> asMap() {
        return new TreeMap<>(values);
    }
}

package dev.fleetrl.policy.recipe;

import dev.fleetrl.policy.data.Pool;
import java.util.EnumMap;
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
 *   <li>{@code demoFraction}, {@code correctionFraction}, {@code recentFraction}, {@code oldFraction}: weights of the
 *       {@link Pool}s
 *   <li>{@code episodeWeighting}: 1 draws within a pool evenly over episodes, 0 evenly over steps
 *   <li>{@code imageShift} (pixels), {@code proprioceptionNoise}: augmentation
 *   <li>{@code executeSteps}: actions of a chunk that robots execute before they ask again
 *   <li>{@code noiseScale}: of the noise that the flow starts from when the policy acts; below 1 it hesitates less
 *   <li>{@code beta}: of guidance, where a question does not bring its own
 *   <li>{@code chunkValueSteps}: of training the action value that candidates are chosen by; 0 makes none
 *   <li>{@code candidates}, {@code choiceBeta}: how many chunks are chosen from and how freely, where a question does not say
 *       ({@link dev.fleetrl.policy.condition.Choice})
 * </ul>
 *
 * <p>Recipes that imitate have {@code progressFilter} as well: 1 leaves out what the label run's progress critic masked (VLAC).
 * A recipe adds its own, and says in its own place what they mean.
 */
public final class RecipeSettings {
    private static final String FILTER = "progressFilter";

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
        values.put("beta", 1.0);
        values.put("episodeWeighting", 1.0);
        values.put("chunkValueSteps", 0.0);
        values.put("candidates", 1.0);
        values.put("choiceBeta", 1.0);
        return new RecipeSettings(values);
    }

    /** The standard ones, with these shares of the pools. */
    public static RecipeSettings withShares(double demo, double correction, double recent, double old) {
        return standard()
                .with(Pool.DEMONSTRATION.setting(), demo)
                .with(Pool.CORRECTION.setting(), correction)
                .with(Pool.RECENT.setting(), recent)
                .with(Pool.OLD.setting(), old);
    }

    /**
     * For a recipe that learns from all; the same for all of them, so that they are compared on the same data. The policy's own
     * steps are most of what is recorded and the least of what is new: at 0.3 of the draws instead of 0.1 they cost RECAP ten
     * points of success (docs/results/suspects.md).
     */
    public static RecipeSettings ofAllSources() {
        return withShares(0.45, 0.45, 0.07, 0.03);
    }

    /** These and one more. */
    public RecipeSettings with(String name, double value) {
        SortedMap<String, Double> more = new TreeMap<>(values);
        more.put(name, value);
        return new RecipeSettings(more);
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

    public double positive(String name) {
        double value = number(name);
        if (!(value > 0)) {
            throw new IllegalArgumentException("setting '" + name + "' is " + value + ", must be more than 0");
        }
        return value;
    }

    public boolean flag(String name) {
        double value = number(name);
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("setting '" + name + "' is " + value + ", must be 0 or 1");
        }
        return value == 1;
    }

    public boolean drawsByEpisode() {
        return flag("episodeWeighting");
    }

    /** Only recipes that imitate can be. */
    public boolean isFiltered() {
        return values.containsKey(FILTER) && flag(FILTER);
    }

    /** These, for a recipe that imitates. */
    public RecipeSettings ofImitation() {
        return with(FILTER, 0);
    }

    /** The fractions of the pools, as they are wished for: {@link dev.fleetrl.policy.data.SourceMix}. */
    public Map<Pool, Double> shares() {
        Map<Pool, Double> shares = new EnumMap<>(Pool.class);
        for (Pool pool : Pool.values()) {
            shares.put(pool, number(pool.setting()));
        }
        return shares;
    }

    public Map<String, Double> asMap() {
        return new TreeMap<>(values);
    }
}

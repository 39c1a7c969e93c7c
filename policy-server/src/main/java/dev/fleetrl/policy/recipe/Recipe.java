package dev.fleetrl.policy.recipe;

import dev.fleetrl.policy.data.TrainingSet;

/**
 * What a policy learns from which step. One recipe is one folder below this one, and a line in
 * {@link dev.fleetrl.policy.Recipes}; it never talks to a robot and never sees a graph.
 */
public interface Recipe {
    /** As a training job names it. */
    String id();

    /** Whether steps must have a label. */
    boolean needsLabels();

    /** Whether it must start from a parent, because it improves on one. */
    default boolean needsParent() {
        return false;
    }

    /** What the settings are where a job does not say otherwise. */
    RecipeSettings settings();

    /**
     * What there is to learn. Fails with an {@link IllegalArgumentException} of one line where the set lacks what the recipe
     * learns from; the line names a recipe that could learn from it.
     */
    Curriculum curriculum(TrainingSet set, RecipeSettings settings);
}

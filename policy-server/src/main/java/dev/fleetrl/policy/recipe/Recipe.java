package dev.fleetrl.policy.recipe;

import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.TrainingStep;
import java.util.Optional;

/** Which steps a policy learns from, and what it is told of them. */
public interface Recipe {
    /** As a training job names it. */
    String id();

    /** Whether {@link TrainingStep#indicator} must come from a label run. */
    boolean needsLabels();

    /** What the settings are where a job does not say otherwise. */
    RecipeSettings settings();

    /** The indicator under which to learn the step; none where it is not learned. */
    Optional<Indicator> condition(TrainingStep step);
}

package dev.fleetrl.policy.recipe.filteredbc;

import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.Optional;

/**
 * Imitates demonstrations, whole episodes in which the policy succeeded alone, and corrections that led to success. What the
 * policy did before it was rescued is left out: it is why it had to be.
 */
public final class FilteredCloning implements Recipe {
    @Override
    public String id() {
        return "filtered-bc";
    }

    @Override
    public boolean needsLabels() {
        return false;
    }

    @Override
    public RecipeSettings settings() {
        return RecipeSettings.ofAllSources().ofImitation();
    }

    @Override
    public Curriculum curriculum(TrainingSet set, RecipeSettings settings) {
        if (!set.hasStep(step -> step.source() != SourceKind.DEMONSTRATION && isGood(step))) {
            throw new IllegalArgumentException(
                    "recipe filtered-bc learns from practice that succeeded, and the snapshot has"
                            + " none; use recap or awr, which learn from failures too, or sft");
        }
        return Curriculum.imitation(
                step -> isGood(step) ? Optional.of(Lesson.imitate(Indicator.POSITIVE)) : Optional.empty());
    }

    private static boolean isGood(TrainingStep step) {
        return switch (step.source()) {
            case DEMONSTRATION -> true;
            case CORRECTION -> step.origin().succeeded();
            case POLICY -> step.origin().isAutonomousSuccess();
            case HOLD -> false;
        };
    }
}

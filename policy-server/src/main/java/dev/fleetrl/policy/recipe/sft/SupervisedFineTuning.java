package dev.fleetrl.policy.recipe.sft;

import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.Optional;

/**
 * Learns from demonstrations only, all of them good. Without a parent it makes the base; with one, and as many steps as a
 * RECAP round, it is the control beside that round.
 *
 * <p>The indicator is dropped here too, so that a child finds both branches of guidance trained. Where a job raises the
 * shares of corrections (or of the policy's own steps), those are imitated as well.
 */
public final class SupervisedFineTuning implements Recipe {
    @Override
    public String id() {
        return "sft";
    }

    @Override
    public boolean needsLabels() {
        return false;
    }

    @Override
    public RecipeSettings settings() {
        return RecipeSettings.withShares(1, 0, 0, 0).ofImitation();
    }

    @Override
    public Curriculum curriculum(TrainingSet set, RecipeSettings settings) {
        return Curriculum.imitation(step -> Optional.of(Lesson.imitate(Indicator.POSITIVE)));
    }
}

package dev.fleetrl.policy.recipe.hgdagger;

import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.Optional;

/** Imitates people, and only people: demonstrations and corrections, however the episode ended. */
public final class HumanGatedDagger implements Recipe {
    @Override
    public String id() {
        return "hg-dagger";
    }

    @Override
    public boolean needsLabels() {
        return false;
    }

    /** Demonstrations to corrections as in {@link RecipeSettings#ofAllSources}. */
    @Override
    public RecipeSettings settings() {
        return RecipeSettings.withShares(0.5, 0.5, 0, 0).ofImitation();
    }

    @Override
    public Curriculum curriculum(TrainingSet set, RecipeSettings settings) {
        if (!set.hasStep(step -> step.source() == SourceKind.CORRECTION)) {
            throw new IllegalArgumentException(
                    "recipe hg-dagger learns from corrections, and the snapshot has none; use"
                            + " filtered-bc, which learns from the policy's own successes, or sft");
        }
        return Curriculum.imitation(step -> step.source() == SourceKind.POLICY
                ? Optional.empty()
                : Optional.of(Lesson.imitate(Indicator.POSITIVE)));
    }
}

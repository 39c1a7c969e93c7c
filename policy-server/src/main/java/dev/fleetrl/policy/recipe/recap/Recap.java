package dev.fleetrl.policy.recipe.recap;

import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;

/**
 * Learns from every step, told whether it was an improvement. The label run has the word, with what it decreed (ADR 11, 18).
 *
 * <p>Nearly half of what is drawn are corrections, far above their share of steps; see {@link RecipeSettings#ofAllSources}.
 */
public final class Recap implements Recipe {
    @Override
    public String id() {
        return "recap";
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public RecipeSettings settings() {
        return RecipeSettings.ofAllSources();
    }

    @Override
    public Curriculum curriculum(TrainingSet set, RecipeSettings settings) {
        return Curriculum.imitation(step -> step.label()
                .filter(label -> step.source() != SourceKind.HOLD)
                .map(StepLabel::indicator)
                .map(Lesson::imitate));
    }
}

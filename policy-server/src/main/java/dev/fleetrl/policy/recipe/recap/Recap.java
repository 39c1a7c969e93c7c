package dev.fleetrl.policy.recipe.recap;

import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.Optional;

/**
 * Learns from every step, told whether it was an improvement. The label run has the word, with what it decreed (ADR 11, 18).
 *
 * <ul>
 *   <li>{@code forceCorrections}: 1 holds a correction for an improvement by decree; 0 believes its advantage (ablation)
 *   <li>{@code demosPositive}: whether the run's decree on demonstrations stands, which fine-tuning makes and pre-training does not;
 *       0 believes their advantage whatever it decreed
 * </ul>
 *
 * <p>Sampling keeps corrections near their share of steps: a small set, seen often, teaches its own narrowness.
 */
public final class Recap implements Recipe {
    private static final String FORCE_CORRECTIONS = "forceCorrections";
    private static final String DEMOS_POSITIVE = "demosPositive";

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
        return RecipeSettings.ofAllSources().with(FORCE_CORRECTIONS, 1).with(DEMOS_POSITIVE, 1);
    }

    @Override
    public Curriculum curriculum(TrainingSet set, RecipeSettings settings) {
        boolean forceCorrections = settings.flag(FORCE_CORRECTIONS);
        boolean demosPositive = settings.flag(DEMOS_POSITIVE);
        return Curriculum.imitation(
                step -> indicator(step, forceCorrections, demosPositive).map(Lesson::imitate));
    }

    private static Optional<Indicator> indicator(TrainingStep step, boolean forceCorrections, boolean demosPositive) {
        return switch (step.source()) {
            case CORRECTION ->
                forceCorrections
                        ? Optional.of(Indicator.POSITIVE)
                        : step.label().map(StepLabel::earned);
            case DEMONSTRATION -> step.label().map(demosPositive ? StepLabel::indicator : StepLabel::earned);
            case POLICY -> step.label().map(StepLabel::indicator);
            case HOLD -> Optional.empty();
        };
    }
}

package dev.fleetrl.policy.recipe.recap;

import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.Optional;

/**
 * Learns from every step, conditioned on whether it was an improvement (π*0.6, Eq. 3):
 *
 * <pre>  min E [ −log π(a | o, l) − α · log π(a | I, o, l) ],   the first term by dropping I in 30 % of the examples </pre>
 *
 * <p>A correction is an improvement by decree, whatever a label says. Sampling keeps corrections near their share of steps:
 * a small set, seen often, teaches its own narrowness.
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
        return RecipeSettings.withShares(0.5, 0.2, 0.3);
    }

    @Override
    public Optional<Indicator> condition(TrainingStep step) {
        SourceKind source = step.acted().source();
        if (source == SourceKind.HOLD) {
            return Optional.empty();
        }
        return Optional.of(source == SourceKind.CORRECTION ? Indicator.POSITIVE : step.indicator());
    }
}

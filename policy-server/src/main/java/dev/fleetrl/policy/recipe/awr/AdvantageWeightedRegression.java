package dev.fleetrl.policy.recipe.awr;

import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.ExamplePools;
import dev.fleetrl.policy.data.Pool;
import dev.fleetrl.policy.data.SourceMix;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.network.Objective;
import dev.fleetrl.policy.recipe.AdvantageSpread;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Imitates every step, the better ones more. Over all that is drawn the weights have mean one, so that learning rates can be
 * compared; a pool whose steps are better than others' has more of the mass than the sampler's fraction.
 *
 * <ul>
 *   <li>{@code temperature}: β, in units of std(A) over the policy's own steps
 *   <li>{@code weightLimit}: w_max
 * </ul>
 */
public final class AdvantageWeightedRegression implements Recipe {
    private static final String TEMPERATURE = "temperature";
    private static final String WEIGHT_LIMIT = "weightLimit";

    @Override
    public String id() {
        return "awr";
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public RecipeSettings settings() {
        return RecipeSettings.ofAllSources().with(TEMPERATURE, 1).with(WEIGHT_LIMIT, 20);
    }

    @Override
    public Curriculum curriculum(TrainingSet set, RecipeSettings settings) {
        double spread = AdvantageSpread.of(set, id());
        Weighting weighting = new Weighting(spread * settings.positive(TEMPERATURE), settings.positive(WEIGHT_LIMIT));
        ExamplePools pools = new ExamplePools(
                set, settings.drawsByEpisode(), step -> step.label().isPresent());
        SourceMix mix = new SourceMix(settings.shares(), pools.present());
        Map<String, Double> realised = new TreeMap<>(Map.of("advantageStd", spread));
        double sum = 0;
        for (Pool pool : pools.present()) {
            double ofPool = pools.mean(pool, step -> weighting.of(step).orElseThrow());
            sum += mix.share(pool) * ofPool;
            realised.put("meanWeight." + pool.name().toLowerCase(Locale.ROOT), ofPool);
        }
        double mean = sum;
        realised.put("meanWeight", mean);
        return new Curriculum(
                step -> weighting.of(step).map(weight -> Lesson.imitate(Indicator.POSITIVE, weight / mean)),
                new Objective.FlowMatching(),
                realised);
    }

    /**
     * w of an advantage, before the mean is taken out.
     *
     * @param beta in units of A
     */
    record Weighting(double beta, double limit) {
        double of(double advantage) {
            return Math.min(Math.exp(advantage / beta), limit);
        }

        private Optional<Double> of(TrainingStep step) {
            return step.label().map(StepLabel::advantage).map(this::of);
        }
    }
}

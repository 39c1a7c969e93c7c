package dev.fleetrl.policy.recipe.ppo;

import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.network.Objective;
import dev.fleetrl.policy.recipe.AdvantageSpread;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the policy's own actions likelier or less likely than under its parent, by their advantage in units of std(A), with
 * SPO's constraint. What people did has no probability under the policy and is masked.
 *
 * <ul>
 *   <li>{@code trustRegion}: ε, how far the ratio to the parent goes
 *   <li>{@code bcWeight}: weight of imitating demonstrations beside it; 0, the paper's baseline, leaves them out
 * </ul>
 *
 * <p>The paper's collections are larger than one update may be old: this is PPO off-policy, against the parent rather than
 * against whoever acted.
 */
public final class ProximalPolicyOptimisation implements Recipe {
    private static final String TRUST_REGION = "trustRegion";
    private static final String CLONING = "bcWeight";

    @Override
    public String id() {
        return "ppo";
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public boolean needsParent() {
        return true;
    }

    @Override
    public RecipeSettings settings() {
        return RecipeSettings.ofAllSources().with(TRUST_REGION, 0.01).with(CLONING, 0);
    }

    @Override
    public Curriculum curriculum(TrainingSet set, RecipeSettings settings) {
        double spread = AdvantageSpread.of(set, id());
        double cloning = settings.number(CLONING);
        if (!(cloning >= 0)) {
            throw new IllegalArgumentException("setting '" + CLONING + "' is " + cloning + ", must not be negative");
        }
        return new Curriculum(
                step -> lesson(step, spread, cloning),
                new Objective.SimplePolicyOptimisation(settings.positive(TRUST_REGION)),
                Map.of("advantageStd", spread));
    }

    private static Optional<Lesson> lesson(TrainingStep step, double spread, double cloning) {
        if (step.source() == SourceKind.POLICY) {
            return step.label()
                    .map(StepLabel::advantage)
                    .map(advantage -> Lesson.reinforce(Indicator.POSITIVE, advantage / spread));
        }
        return step.source() == SourceKind.DEMONSTRATION && cloning > 0
                ? Optional.of(Lesson.imitate(Indicator.POSITIVE, cloning))
                : Optional.empty();
    }
}

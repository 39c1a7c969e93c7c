package dev.fleetrl.policy;

import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.awr.AdvantageWeightedRegression;
import dev.fleetrl.policy.recipe.filteredbc.FilteredCloning;
import dev.fleetrl.policy.recipe.hgdagger.HumanGatedDagger;
import dev.fleetrl.policy.recipe.ppo.ProximalPolicyOptimisation;
import dev.fleetrl.policy.recipe.recap.Recap;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.util.List;

/** The recipes that there are. */
public final class Recipes {
    private static final List<Recipe> ALL = List.of(
            new Recap(),
            new SupervisedFineTuning(),
            new FilteredCloning(),
            new HumanGatedDagger(),
            new AdvantageWeightedRegression(),
            new ProximalPolicyOptimisation());

    private Recipes() {}

    /** Fails with the names that there are. */
    public static Recipe named(String id) {
        return ALL.stream()
                .filter(recipe -> recipe.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown recipe '" + id + "'; there are "
                        + ALL.stream().map(Recipe::id).toList()));
    }
}

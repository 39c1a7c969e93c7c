package dev.fleetrl.policy;

import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.recap.Recap;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.util.List;

/** The recipes that there are. */
final class Recipes {
    private static final List<Recipe> ALL = List.of(new Recap(), new SupervisedFineTuning());

    private Recipes() {}

    static Recipe named(String id) {
        return ALL.stream()
                .filter(recipe -> recipe.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown recipe '" + id + "'; there are "
                        + ALL.stream().map(Recipe::id).toList()));
    }
}

package dev.fleetrl.policy.recipe;

import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.network.Objective;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a recipe makes of one set.
 *
 * @param lesson how a step is learned; none where it is not
 * @param realised figures that the recipe took from the set, kept in the policy's manifest under {@code realised.}
 */
public record Curriculum(
        Function<TrainingStep, Optional<Lesson>> lesson, Objective objective, Map<String, Double> realised) {
    /** Imitation, with nothing worth a note. */
    public static Curriculum imitation(Function<TrainingStep, Optional<Lesson>> lesson) {
        return new Curriculum(lesson, new Objective.FlowMatching(), Map.of());
    }
}

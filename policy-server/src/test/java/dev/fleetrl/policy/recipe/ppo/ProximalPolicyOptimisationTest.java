package dev.fleetrl.policy.recipe.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.FitOfChunks;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.recipe.RecipeSettings;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** At one picture the parent goes up and down alike; up was better. */
class ProximalPolicyOptimisationTest {
    private static final Origin RECENT = new Origin(true, false, true);
    private static final Map<String, Double> SMALL = Map.of(
            "batch", 16.0,
            "flowSamples", 8.0,
            "warmUpSteps", 2.0,
            "imageShift", 0.0,
            "proprioceptionNoise", 0.0,
            "indicatorDropout", 0.0);
    private static final TrainingSet CHOICE =
            new SyntheticPractice().choice(1, -1).set();

    private static Trainer.Parent parent;

    private final ProximalPolicyOptimisation recipe = new ProximalPolicyOptimisation();

    @BeforeAll
    static void imitatesBoth() {
        SupervisedFineTuning sft = new SupervisedFineTuning();
        RecipeSettings settings = sft.settings()
                .changedBy(SMALL)
                .changedBy(Map.of("demoFraction", 0.0, "recentFraction", 1.0, "learningRate", 3e-3));
        Trainer.Trained trained =
                new Trainer(sft, settings, 1, System::nanoTime).train(CHOICE, SyntheticFrames.TINY, 200, 1, p -> {});
        parent = new Trainer.Parent(trained.network(), trained.normalisation(), trained.served());
    }

    @Test
    void makesWhatWasBetterLikelierAndWhatWasWorseLess() {
        Trainer.Trained child = trained(Map.of("trustRegion", 0.2), 60);

        assertThat(fit(child.state(), 1)).isLessThan(fit(parent.weights(), 1));
        assertThat(fit(child.state(), -1)).isGreaterThan(fit(parent.weights(), -1));
    }

    /** ε = 0.01 as in the paper. */
    @Test
    void staysNearItsParent() {
        Trainer.Trained child = trained(Map.of(), 60);

        assertThat(child.metrics().get("ratioDrift")).isPositive().isLessThan(0.03);
        assertThat(child.settings()).containsEntry("trustRegion", 0.01).containsEntry("realised.advantageStd", 1.0);
    }

    @Test
    void makesTheSameWeightsFromTheSameSeed() {
        assertThat(trained(Map.of(), 5).state()).isEqualTo(trained(Map.of(), 5).state());
    }

    @Test
    void masksWhatPeopleDid() {
        var lesson = recipe.curriculum(CHOICE, recipe.settings()).lesson();

        assertThat(lesson.apply(SyntheticPractice.step(SourceKind.POLICY, -0.5, RECENT)))
                .contains(new Lesson(Indicator.POSITIVE, 0, -0.5));
        assertThat(lesson.apply(SyntheticPractice.step(SourceKind.CORRECTION, 1, RECENT)))
                .isEmpty();
        assertThat(lesson.apply(SyntheticPractice.step(SourceKind.DEMONSTRATION, 1, RECENT)))
                .isEmpty();
    }

    @Test
    void imitatesDemonstrationsBesideItWhereAJobAsks() {
        var lesson = recipe.curriculum(CHOICE, recipe.settings().changedBy(Map.of("bcWeight", 0.5)))
                .lesson();

        assertThat(lesson.apply(SyntheticPractice.step(SourceKind.DEMONSTRATION, 1, RECENT)))
                .contains(new Lesson(Indicator.POSITIVE, 0.5, 0));
    }

    @Test
    void needsAParent() {
        assertThatThrownBy(() -> new Trainer(recipe, recipe.settings(), 1, System::nanoTime)
                        .train(CHOICE, SyntheticFrames.TINY, 1, 1, p -> {}))
                .hasMessage("recipe ppo improves a policy; name a parent in the job");
    }

    private Trainer.Trained trained(Map<String, Double> settings, int steps) {
        RecipeSettings all = recipe.settings().changedBy(SMALL).changedBy(settings);
        return new Trainer(recipe, all, 1, System::nanoTime).train(CHOICE, parent, steps, 2, p -> {});
    }

    /** Flow-matching loss of going up (1) or down (-1). */
    private static double fit(Weights weights, int side) {
        return FitOfChunks.of(CHOICE, parent.normalisation(), weights, side > 0 ? 0 : 1);
    }
}

package dev.fleetrl.policy.recipe.awr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.Lesson;
import dev.fleetrl.policy.recipe.Curriculum;
import dev.fleetrl.policy.recipe.RecipeSettings;
import dev.fleetrl.policy.recipe.Trainer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdvantageWeightedRegressionTest {
    private static final Origin RECENT = new Origin(true, false, true);
    private final AdvantageWeightedRegression recipe = new AdvantageWeightedRegression();

    private final RecipeSettings settings =
            recipe.settings().changedBy(Map.of("demoFraction", 0.5, "recentFraction", 0.21, "oldFraction", 0.09));

    /** Of practice and demonstrations as they are drawn: 0.3 to 0.5, since there are no corrections. */
    private static final double PRACTICE = 0.375;

    private static final double MEAN = PRACTICE * Math.cosh(1) + (1 - PRACTICE) * Math.exp(2);

    /** std(A) = 0.2; at β = 0.2 the weights are e and 1/e, of mean cosh 1 = 1.5431, and e² of the demonstrations. */
    private final TrainingSet set = new SyntheticPractice()
            .episode(SourceKind.POLICY, 0.2, RECENT, 1)
            .episode(SourceKind.POLICY, -0.2, RECENT, 1)
            .episode(SourceKind.DEMONSTRATION, 0.4, Origin.DEMONSTRATED, 2)
            .set();

    @Test
    void weighsByTheExponentialOfTheAdvantage() {
        assertThat(weight(0.2, Map.of())).isCloseTo(Math.E / MEAN, within(1e-9));
        assertThat(weight(-0.2, Map.of())).isCloseTo(1 / Math.E / MEAN, within(1e-9));
        assertThat(weight(0.2, Map.of("temperature", 2.0)) / weight(-0.2, Map.of("temperature", 2.0)))
                .isCloseTo(Math.E, within(1e-9));
    }

    /** e and e² are limited to 2: 0.375 (2 + 0.3679) / 2 + 0.625 · 2 = 1.6940. */
    @Test
    void limitsTheWeight() {
        assertThat(weight(0.2, Map.of("weightLimit", 2.0))).isCloseTo(1.1806, within(1e-4));
    }

    /** 0.625 e² / 5.1968 = 0.889 of the mass, for 0.625 of what is drawn. */
    @Test
    void prefersAPoolWhoseStepsAreBetter() {
        double demonstrated = recipe.curriculum(set, settings)
                .lesson()
                .apply(SyntheticPractice.step(SourceKind.DEMONSTRATION, 0.4, Origin.DEMONSTRATED))
                .map(Lesson::imitation)
                .orElseThrow();

        assertThat((1 - PRACTICE) * demonstrated).isCloseTo(0.8887, within(1e-4));
    }

    @Test
    void limitsWhatWouldOverflow() {
        assertThat(new AdvantageWeightedRegression.Weighting(0.1, 20).of(1e6)).isEqualTo(20);
    }

    @Test
    void keepsItsUnitsForTheManifest() {
        Curriculum curriculum = recipe.curriculum(set, settings);

        assertThat(curriculum.realised().get("advantageStd")).isCloseTo(0.2, within(1e-12));
        assertThat(curriculum.realised().get("meanWeight.recent")).isCloseTo(Math.cosh(1), within(1e-9));
        assertThat(curriculum.realised().get("meanWeight.demonstration")).isCloseTo(Math.exp(2), within(1e-9));
        assertThat(curriculum.realised().get("meanWeight")).isCloseTo(MEAN, within(1e-9));
    }

    /** Equal advantages carry no information. */
    @Test
    void refusesPracticeOfOneAdvantage() {
        TrainingSet flat = new SyntheticPractice()
                .episode(SourceKind.POLICY, 0.25, RECENT, 2)
                .set();

        assertThatThrownBy(() -> recipe.curriculum(flat, recipe.settings()))
                .hasMessageStartingWith(
                        "recipe awr needs labelled steps of the policy's own with different advantages");
    }

    /** Weights of mean one: the same shares, another emphasis. */
    @Test
    void trainsWithThem() {
        RecipeSettings small = settings.changedBy(Map.of("batch", 4.0, "flowSamples", 2.0, "imageShift", 1.0));

        Trainer.Trained trained =
                new Trainer(recipe, small, 1, System::nanoTime).train(set, SyntheticFrames.TINY, 3, 1, p -> {});

        assertThat(trained.settings()).containsEntry("temperature", 1.0).containsKey("realised.meanWeight.recent");
    }

    private double weight(double advantage, Map<String, Double> asked) {
        return recipe.curriculum(set, settings.changedBy(asked))
                .lesson()
                .apply(SyntheticPractice.step(SourceKind.POLICY, advantage, RECENT))
                .map(Lesson::imitation)
                .orElseThrow();
    }
}

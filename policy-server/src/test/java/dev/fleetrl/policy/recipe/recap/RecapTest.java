package dev.fleetrl.policy.recipe.recap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.Lesson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecapTest {
    private static final double BAD = SyntheticPractice.EPSILON - 0.01;
    private static final double GOOD = SyntheticPractice.EPSILON + 0.01;

    @Test
    void tellsWhatThePolicyDidByItsAdvantage() {
        assertThat(told(SourceKind.POLICY, BAD, Map.of())).contains(Indicator.NEGATIVE);
        assertThat(told(SourceKind.POLICY, GOOD, Map.of())).contains(Indicator.POSITIVE);
        assertThat(told(SourceKind.HOLD, GOOD, Map.of())).isEmpty();
    }

    @Test
    void holdsWhatPeopleDoForAnImprovement() {
        assertThat(told(SourceKind.CORRECTION, BAD, Map.of())).contains(Indicator.POSITIVE);
    }

    /** Fine-tuning's labels decree that demonstrations are positive, pre-training's do not. */
    @Test
    void believesWhatTheRunSaysOfDemonstrations() {
        StepLabel decreed = new StepLabel(-0.5, -0.5, BAD, SyntheticPractice.EPSILON, true);

        assertThat(told(SourceKind.DEMONSTRATION, decreed, Map.of())).contains(Indicator.POSITIVE);
        assertThat(told(SourceKind.DEMONSTRATION, decreed, Map.of("demosPositive", 0.0)))
                .contains(Indicator.NEGATIVE);
        assertThat(told(SourceKind.DEMONSTRATION, BAD, Map.of())).contains(Indicator.NEGATIVE);
    }

    @Test
    void believesTheirAdvantageWhereAJobAsks() {
        assertThat(told(SourceKind.CORRECTION, BAD, Map.of("forceCorrections", 0.0)))
                .contains(Indicator.NEGATIVE);
        assertThat(told(SourceKind.CORRECTION, GOOD, Map.of("forceCorrections", 0.0)))
                .contains(Indicator.POSITIVE);
    }

    @Test
    void refusesHalfADecree() {
        assertThatThrownBy(() -> told(SourceKind.POLICY, GOOD, Map.of("forceCorrections", 0.5)))
                .hasMessage("setting 'forceCorrections' is 0.5, must be 0 or 1");
    }

    private static Optional<Indicator> told(SourceKind source, double advantage, Map<String, Double> settings) {
        return told(SyntheticPractice.step(source, advantage, Origin.DEMONSTRATED), settings);
    }

    private static Optional<Indicator> told(SourceKind source, StepLabel label, Map<String, Double> settings) {
        TrainingStep step = SyntheticPractice.step(source, 0, Origin.DEMONSTRATED);
        return told(new TrainingStep(step.observation(), step.acted(), Optional.of(label), step.origin()), settings);
    }

    private static Optional<Indicator> told(TrainingStep step, Map<String, Double> settings) {
        Recap recap = new Recap();
        TrainingSet set = new SyntheticPractice().set();
        return recap.curriculum(set, recap.settings().changedBy(settings))
                .lesson()
                .apply(step)
                .map(Lesson::indicator);
    }
}

package dev.fleetrl.policy.recipe.recap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.Lesson;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecapTest {
    @Test
    void tellsWhetherTheRunCallsItAnImprovement() {
        assertThat(told(SourceKind.POLICY, false)).contains(Indicator.NEGATIVE);
        assertThat(told(SourceKind.POLICY, true)).contains(Indicator.POSITIVE);
    }

    /** Whether people's steps are positive by decree, the settings of the label run say, and nobody else. */
    @Test
    void believesTheRunOnWhatPeopleDid() {
        assertThat(told(SourceKind.CORRECTION, true)).contains(Indicator.POSITIVE);
        assertThat(told(SourceKind.CORRECTION, false)).contains(Indicator.NEGATIVE);
        assertThat(told(SourceKind.DEMONSTRATION, true)).contains(Indicator.POSITIVE);
        assertThat(told(SourceKind.DEMONSTRATION, false)).contains(Indicator.NEGATIVE);
    }

    @Test
    void learnsNothingWhereNobodyActed() {
        assertThat(told(SourceKind.HOLD, true)).isEmpty();
    }

    /** Its advantage speaks against its label. */
    private static Optional<Indicator> told(SourceKind source, boolean isPositive) {
        TrainingStep step = SyntheticPractice.step(source, 0, Origin.DEMONSTRATED);
        StepLabel label = new StepLabel(-0.5, -0.5, isPositive ? -1 : 1, isPositive);
        Recap recap = new Recap();
        return recap.curriculum(new SyntheticPractice().set(), recap.settings())
                .lesson()
                .apply(new TrainingStep(step.observation(), step.acted(), Optional.of(label), step.origin()))
                .map(Lesson::indicator);
    }
}

package dev.fleetrl.value.recap;

import static dev.fleetrl.value.recap.ImprovementIndicator.NEGATIVE;
import static dev.fleetrl.value.recap.ImprovementIndicator.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImprovementIndicatorTest {
    private static final TaskThreshold ZERO = new TaskThreshold(0);

    @Test
    void policyMustBeatTheThresholdToBePositive() {
        assertThat(ImprovementIndicator.of(Sources.POLICY, 0.1f, ZERO)).isEqualTo(POSITIVE);
        assertThat(ImprovementIndicator.of(Sources.POLICY, 0f, ZERO)).isEqualTo(NEGATIVE);
    }

    @Test
    void correctionsArePositiveWhateverTheValueFunctionThinks() {
        assertThat(ImprovementIndicator.of(Sources.CORRECTION, -7f, ZERO)).isEqualTo(POSITIVE);
    }

    @Test
    void demonstrationsArePositiveInEveryRound() {
        assertThat(ImprovementIndicator.of(Sources.DEMONSTRATION, -7f, ZERO)).isEqualTo(POSITIVE);
    }

    @Test
    void holdingStillImprovesNothing() {
        assertThat(ImprovementIndicator.of(Sources.HOLD, 7f, ZERO)).isEqualTo(NEGATIVE);
    }
}

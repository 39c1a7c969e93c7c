package dev.fleetrl.value.recap;

import static dev.fleetrl.value.recap.ImprovementIndicator.NEGATIVE;
import static dev.fleetrl.value.recap.ImprovementIndicator.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.value.recap.ImprovementIndicator.Forced;
import org.junit.jupiter.api.Test;

class ImprovementIndicatorTest {
    private static final TaskThreshold ZERO = new TaskThreshold(0);
    private static final Forced BOTH = new Forced(true, true);
    private static final Forced NONE = new Forced(false, false);

    @Test
    void policyMustBeatTheThresholdToBePositive() {
        assertThat(ImprovementIndicator.of(Sources.POLICY, 0.1f, ZERO, BOTH)).isEqualTo(POSITIVE);
        assertThat(ImprovementIndicator.of(Sources.POLICY, 0f, ZERO, BOTH)).isEqualTo(NEGATIVE);
    }

    @Test
    void correctionsArePositiveWhateverTheValueFunctionThinks() {
        assertThat(ImprovementIndicator.of(Sources.CORRECTION, -7f, ZERO, BOTH)).isEqualTo(POSITIVE);
    }

    @Test
    void demonstrationsArePositiveWhereTheyAreForced() {
        assertThat(ImprovementIndicator.of(Sources.DEMONSTRATION, -7f, ZERO, BOTH))
                .isEqualTo(POSITIVE);
    }

    @Test
    void everySourceIsMeasuredWhereNoneIsForced() {
        assertThat(ImprovementIndicator.of(Sources.CORRECTION, 0f, ZERO, NONE)).isEqualTo(NEGATIVE);
        assertThat(ImprovementIndicator.of(Sources.CORRECTION, 0.1f, ZERO, NONE))
                .isEqualTo(POSITIVE);
        assertThat(ImprovementIndicator.of(Sources.DEMONSTRATION, 0f, ZERO, NONE))
                .isEqualTo(NEGATIVE);
        assertThat(ImprovementIndicator.of(Sources.DEMONSTRATION, 0.1f, ZERO, NONE))
                .isEqualTo(POSITIVE);
    }

    @Test
    void holdingStillImprovesNothing() {
        assertThat(ImprovementIndicator.of(Sources.HOLD, 7f, ZERO, BOTH)).isEqualTo(NEGATIVE);
    }
}

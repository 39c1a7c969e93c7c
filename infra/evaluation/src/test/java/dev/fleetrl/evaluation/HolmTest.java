package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {
    /** Ascending .01, .02, .03, .5: times 4, 3, 2, 1 is .04, .06, .06, .5, and never falling. */
    @Test
    void multipliesTheSmallestMost() {
        assertThat(Holm.adjusted(List.of(0.03, 0.01, 0.5, 0.02))).containsExactly(0.06, 0.04, 0.5, 0.06);
    }

    @Test
    void neverExceedsOneNorFalls() {
        assertThat(Holm.adjusted(List.of(0.9, 0.6))).containsExactly(1.0, 1.0);
        assertThat(Holm.adjusted(List.of(0.25, 0.26))).containsExactly(0.5, 0.5);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> Holm.adjusted(List.of(0.1, Double.NaN))).hasMessageContaining("not a p-value: NaN");
    }
}

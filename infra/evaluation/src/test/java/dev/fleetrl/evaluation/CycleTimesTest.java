package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleTimesTest {
    /** Successes after 30, 10 and 20 s, and a failure after 5 s. */
    private static final CycleTimes FOUR = CycleTimes.of(
            List.of(new Episode(true, 30), new Episode(false, 5), new Episode(true, 10), new Episode(true, 20)));

    @Test
    void leavesFailuresOutOfTheTimes() {
        assertThat(FOUR.medianSeconds()).hasValue(20);
    }

    /** Position 0.9 · 2 = 1.8 between 20 and 30. */
    @Test
    void interpolatesQuantiles() {
        assertThat(FOUR.p90Seconds().orElseThrow()).isCloseTo(28, within(1e-9));
    }

    @Test
    void keepsFailuresInTheDenominatorOfTheIncidence() {
        assertThat(FOUR.incidence(9)).isZero();
        assertThat(FOUR.incidence(10)).isEqualTo(0.25);
        assertThat(FOUR.incidence(1000)).isEqualTo(0.75);
        assertThat(FOUR.incidenceInterval(1000)).isEqualTo(WilsonInterval.of(3, 4));
    }

    @Test
    void hasNoQuantilesWithoutASuccess() {
        CycleTimes failures = CycleTimes.of(List.of(new Episode(false, 5)));

        assertThat(failures.medianSeconds()).isEmpty();
        assertThat(failures.incidence(10)).isZero();
    }
}

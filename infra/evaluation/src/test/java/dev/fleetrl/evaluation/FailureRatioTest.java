package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FailureRatioTest {
    /** 10/100 against 20/100: se = sqrt(0.1 - 0.01 + 0.05 - 0.01) = 0.36056, a factor of 2.0272 at z = 1.96. */
    @Test
    void hasKatzsInterval() {
        RatioEstimate ratio = FailureRatio.of(10, 100, 20, 100);

        assertThat(ratio.ratio()).isCloseTo(0.5, within(1e-12));
        assertThat(ratio.interval().orElseThrow().low()).isCloseTo(0.2466, within(0.0001));
        assertThat(ratio.interval().orElseThrow().high()).isCloseTo(1.0136, within(0.0001));
    }

    /** 0.5/21 against 10.5/21; se² = 2 - 1/21 + 1/10.5 - 1/21 = 2. */
    @Test
    void addsHalfAFailureWhereThereIsNone() {
        RatioEstimate ratio = FailureRatio.of(0, 20, 10, 20);

        assertThat(ratio.ratio()).isCloseTo(1 / 21.0, within(1e-12));
        assertThat(ratio.interval().orElseThrow().high()).isCloseTo(0.7613, within(0.0001));
    }

    /** Katz's error would be 0 here. */
    @Test
    void isNotCertainWhereBothAlwaysFail() {
        Interval interval = FailureRatio.of(5, 5, 5, 5).interval().orElseThrow();

        assertThat(interval.low()).isLessThan(0.8);
        assertThat(interval.high()).isGreaterThan(1.2);
    }

    @Test
    void refusesNoEpisodes() {
        assertThatThrownBy(() -> FailureRatio.of(0, 0, 1, 2)).hasMessageContaining("0 failures of 0 episodes");
    }
}

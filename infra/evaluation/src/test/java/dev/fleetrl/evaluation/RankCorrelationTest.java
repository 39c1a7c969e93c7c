package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    @Test
    void seesOnlyTheOrder() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {1, 10, 1000}))
                .isCloseTo(1, within(1e-12));
        assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {5, 4, -7}))
                .isCloseTo(-1, within(1e-12));
    }

    /** Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5. */
    @Test
    void sharesTheRanksOfTies() {
        assertThat(RankCorrelation.of(new double[] {0, 7, 7, 9}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void isZeroWhereNothingVaries() {
        assertThat(RankCorrelation.of(new double[] {3, 3}, new double[] {1, 2})).isZero();
    }
}

package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinnedDistributionTest {
    /** Half the mass at 0, a quarter each at 1 and 2: F = ½, ¾, 1. */
    private static final BinnedDistribution SKEWED = BinnedDistribution.of(new double[] {2, 1, 1}, 0, 1);

    /** At y = 1: ½² + (¾ - 1)² + 0. */
    @Test
    void isScoredByItsDistanceFromTheStep() {
        assertThat(SKEWED.crps(1)).isCloseTo(0.3125, within(1e-12));
    }

    /** All mass at 0, on a grid of ½: two bins short of y = 1. */
    @Test
    void isScoredByTheAbsoluteErrorWhereItIsAPoint() {
        BinnedDistribution point = BinnedDistribution.of(new double[] {1, 0, 0, 0}, 0, 0.5);

        assertThat(point.crps(1)).isCloseTo(1, within(1e-12));
        assertThat(point.crps(0)).isZero();
    }

    /** The bin at 0 covers -½ to ½, so 0 is in the middle of its half. */
    @Test
    void transformsWithTheMassSpreadOverItsBin() {
        assertThat(SKEWED.pit(0)).isCloseTo(0.25, within(1e-12));
        assertThat(SKEWED.pit(0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(SKEWED.pit(2)).isCloseTo(0.875, within(1e-12));
        assertThat(SKEWED.pit(-3)).isZero();
        assertThat(SKEWED.pit(9)).isEqualTo(1);
    }

    @Test
    void countsTransformsByTheirBin() {
        assertThat(BinnedDistribution.pitHistogram(new double[] {0, 0.49, 0.5, 1}, 2))
                .containsExactly(2, 2);
    }

    @Test
    void refusesNoMassOrNegativeMass() {
        assertThatThrownBy(() -> BinnedDistribution.of(new double[] {0, 0}, 0, 1))
                .hasMessageContaining("total mass of 0.0");
        assertThatThrownBy(() -> BinnedDistribution.of(new double[] {2, -1}, 0, 1))
                .hasMessageContaining("no distribution");
    }
}

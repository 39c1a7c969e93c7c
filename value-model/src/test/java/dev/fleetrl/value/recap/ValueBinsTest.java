package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Vec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueBinsTest {
    /** Centres -1, -0.75, -0.5, -0.25, 0. */
    private static final ValueBins FIVE = new ValueBins(5);

    @Test
    void splitsAReturnBetweenItsNeighbours() {
        float[] two = new float[10];

        FIVE.twoHot(-0.3, two, 0);
        FIVE.twoHot(-0.75, two, 5);

        assertThat(two).containsExactly(new float[] {0, 0, 0.2f, 0.8f, 0, 0, 1, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void reachesBothEndsAndNothingBeyond() {
        float[] ends = new float[10];

        FIVE.twoHot(0.5, ends, 0);
        FIVE.twoHot(-1.5, ends, 5);

        assertThat(ends).containsExactly(0, 0, 0, 0, 1, 1, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.999, -0.5, -0.1234, 0})
    void givesTheReturnBackAsTheMean(double g) {
        ValueBins paper = new ValueBins(201);
        float[] target = new float[201];

        paper.twoHot(g, target, 0);

        assertThat(paper.mean(Vec.of(target))).isCloseTo((float) g, within(1e-6f));
    }

    @Test
    void hasTheWidthOfThePaper() {
        assertThat(new ValueBins(201).centre(1)).isCloseTo(-0.995, within(1e-12));
    }

    /**
     * σ = 0.75 bins. Around -0.5, the middle of five: Φ(⅔) - Φ(-⅔) = 0.4950, then Φ(2) - Φ(⅔) = 0.2297 a side, then
     * Φ(3⅓) - Φ(2) = 0.0223 a side; together 0.99914.
     */
    @Test
    void spreadsAReturnOverItsNeighbours() {
        float[] target = new float[5];

        FIVE.hlGauss(-0.5, target, 0);

        assertThat(target)
                .containsExactly(
                        new float[] {0.02232f / 0.99914f, 0.22974f / 0.99914f, 0.49502f / 0.99914f, 0.22994f, 0.02234f},
                        within(1e-4f));
    }

    /** Half of the mass lies beyond the end and is left out: 0.49502, 0.22974 and 0.02232 of Φ(⅔) = 0.74751. */
    @Test
    void leavesOutTheMassBeyondTheEnds() {
        float[] both = new float[10];

        FIVE.hlGauss(0, both, 0);
        FIVE.hlGauss(-1, both, 5);

        assertThat(both)
                .containsExactly(
                        new float[] {0, 0.0006f, 0.0299f, 0.3073f, 0.6622f, 0.6622f, 0.3073f, 0.0299f, 0.0006f, 0},
                        within(1e-4f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.7, -0.3333, 0})
    void encodesADistribution(double g) {
        for (LabelSettings.Target kind : LabelSettings.Target.values()) {
            float[] target = new float[201];

            new ValueBins(201).encode(kind, g, target, 0);

            double sum = 0;
            for (float p : target) {
                sum += p;
            }
            assertThat(sum).as("%s", kind).isCloseTo(1, within(1e-6));
            assertThat(new ValueBins(201).mean(Vec.of(target))).as("%s", kind).isCloseTo((float) g, within(0.004f));
        }
    }

    @Test
    void countsOnlyWhatLiesAboveTheEdgeAsSuccess() {
        Vec p = Vec.of(0.1f, 0.2f, 0.3f, 0.25f, 0.15f);

        assertThat(FIVE.successProbability(p, -0.5)).isEqualTo(0.4f);
        assertThat(FIVE.successProbability(p, -0.51)).isCloseTo(0.7f, within(1e-6f));
    }

    @Test
    void measuresCrossEntropyAndSurvivesAnUnderflow() {
        assertThat(FIVE.crossEntropy(-0.375, Vec.of(0, 0, 0.5f, 0.5f, 0))).isCloseTo(Math.log(2), within(1e-6));
        assertThat(FIVE.crossEntropy(0, Vec.of(1, 0, 0, 0, 0))).isCloseTo(-Math.log(1e-12), within(1e-6));
    }

    @Test
    void needsTwoBins() {
        assertThatThrownBy(() -> new ValueBins(1)).hasMessage("1 bins < 2");
        assertThat(new ValueBins(2).centre(1)).isZero();
    }
}

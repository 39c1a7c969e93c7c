package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatioEstimateTest {
    /** log₂: 1, 1, 2, 0, 1; mean 1, sd √½ · ln 2 = 0.4901; t(0.975, 4) = 2.7764. */
    @Test
    void takesTheSpreadOverSeedsAsItsError() {
        RatioEstimate overSeeds = RatioEstimate.overSeeds(seeds(2, 2, 4, 1, 2));

        assertThat(overSeeds.ratio()).isCloseTo(2, within(1e-12));
        assertThat(overSeeds.interval().orElseThrow().low()).isCloseTo(1.0883, within(0.0001));
        assertThat(overSeeds.interval().orElseThrow().high()).isCloseTo(3.6756, within(0.0003));
    }

    /** The same seeds: t = 1 / (√½ / √5) = 3.1623 with 4 degrees of freedom. Ratios that mirror each other say nothing. */
    @Test
    void saysHowOftenChanceAloneGoesAsFar() {
        assertThat(RatioEstimate.overSeeds(seeds(2, 2, 4, 1, 2)).pValue().orElseThrow())
                .isCloseTo(0.0341, within(0.0001));
        assertThat(RatioEstimate.overSeeds(seeds(2, 0.5)).pValue()).hasValue(1.0);
        assertThat(RatioEstimate.overSeeds(seeds(2)).pValue()).isEmpty();
    }

    @Test
    void knowsNoErrorFromOneSeed() {
        assertThat(RatioEstimate.overSeeds(seeds(2)).interval()).isEmpty();
    }

    @Test
    void refusesARatioWithoutALogarithm() {
        assertThatThrownBy(() -> RatioEstimate.overSeeds(seeds(2, 0))).hasMessageContaining("a ratio of 0.0");
    }

    @Test
    void refusesNoSeeds() {
        assertThatThrownBy(() -> RatioEstimate.overSeeds(List.of())).hasMessageContaining("no seeds");
    }

    private static List<RatioEstimate> seeds(double... ratios) {
        return Arrays.stream(ratios)
                .mapToObj(ratio -> new RatioEstimate(ratio, Optional.empty(), Optional.empty()))
                .toList();
    }
}

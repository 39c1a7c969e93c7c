package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {
    /** |.2 - .5|/2 + |.7 - .5|/2; ((.09 - .25) + (.04 - .25))/2. */
    @Test
    void isTheMeanGapBetweenForecastAndRate() {
        CalibrationError error = CalibrationError.of(
                List.of(
                        new Forecast(0.1, false),
                        new Forecast(0.6, false),
                        new Forecast(0.3, true),
                        new Forecast(0.8, true)),
                2,
                100,
                new Random(1));

        assertThat(error.expected()).isCloseTo(0.25, within(1e-12));
        assertThat(error.debiasedSquare()).isCloseTo(-0.185, within(1e-12));
        assertThat(error.forecasts()).isEqualTo(4);
    }

    /** A bin of one: .3² - .3 · .7. */
    @Test
    void takesTheForecastsOwnVarianceInABinOfOne() {
        CalibrationError error = CalibrationError.of(List.of(new Forecast(0.3, false)), 1, 10, new Random(1));

        assertThat(error.debiasedSquare()).isCloseTo(0.09 - 0.21, within(1e-12));
    }

    /** Of four at ½: |k/4 - ½| is ½ twice, ¼ eight times and 0 six times in sixteen: 0.1875; the 95th percentile is ½. */
    @Test
    void knowsWhatItWouldBeByChanceWithSeed1() {
        Forecast half = new Forecast(0.5, true);

        CalibrationError error = CalibrationError.of(List.of(half, half, half, half), 1, 4000, new Random(1));

        assertThat(error.expected()).isEqualTo(0.5);
        assertThat(error.nullMean()).isCloseTo(0.1875, within(0.01));
        assertThat(error.nullP95()).isEqualTo(0.5);
        assertThat(error.isShown()).isFalse();
    }

    /** Uniform forecasts, ten in each of ten bins: about sqrt(2/π) · π/8 / √10 = 0.099. */
    @Test
    void isFarFromZeroForCalibratedForecastsWithSeed2() {
        Random random = new Random(2);
        double mean = 0;
        for (int run = 0; run < 200; run++) {
            mean += CalibrationError.of(calibrated(random, 100), 10, 1, random).expected() / 200;
        }

        assertThat(mean).isCloseTo(0.1, within(0.006));
    }

    @Test
    void isAboutZeroWithoutItsBiasWithSeed3() {
        Random random = new Random(3);
        double mean = 0;
        for (int run = 0; run < 200; run++) {
            mean += CalibrationError.of(calibrated(random, 100), 10, 1, random).debiasedSquare() / 200;
        }

        assertThat(mean).isCloseTo(0, within(0.002));
    }

    @Test
    void isShownWhereForecastsAreFarOffWithSeed4() {
        Random random = new Random(4);
        List<Forecast> overconfident = Stream.generate(() -> new Forecast(0.9, random.nextDouble() < 0.6))
                .limit(100)
                .toList();

        assertThat(CalibrationError.of(overconfident, 10, 200, random).isShown())
                .isTrue();
    }

    @Test
    void refusesNoReplicates() {
        assertThatThrownBy(() -> CalibrationError.of(List.of(new Forecast(0.3, false)), 1, 0, new Random(1)))
                .hasMessageContaining("at least one replicate");
    }

    private static List<Forecast> calibrated(Random random, int n) {
        return Stream.generate(random::nextDouble)
                .limit(n)
                .map(p -> new Forecast(p, random.nextDouble() < p))
                .toList();
    }
}

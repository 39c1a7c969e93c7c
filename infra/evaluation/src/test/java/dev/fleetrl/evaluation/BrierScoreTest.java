package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrierScoreTest {
    /** Bins {.1, .3 | 0, 1} and {.6, .8 | 0, 1}. */
    private static final List<Forecast> FOUR = List.of(
            new Forecast(0.1, false), new Forecast(0.6, false), new Forecast(0.3, true), new Forecast(0.8, true));

    /** (.01 + .36 + .49 + .04)/4; (.2 - .5)²/2 + (.7 - .5)²/2; both bins at .5; ½ · ½; .1² ; 2 · (.05 + .05 + .05 + .05)/4. */
    @Test
    void isTakenApartByMurphy() {
        BrierScore brier = BrierScore.of(FOUR, 2);

        assertThat(brier.score()).isCloseTo(0.225, within(1e-12));
        assertThat(brier.reliability()).isCloseTo(0.065, within(1e-12));
        assertThat(brier.resolution()).isZero();
        assertThat(brier.uncertainty()).isEqualTo(0.25);
        assertThat(brier.withinBinVariance()).isCloseTo(0.01, within(1e-12));
        assertThat(brier.withinBinCovariance()).isCloseTo(0.1, within(1e-12));
        assertThat(brier.skill().orElseThrow()).isCloseTo(0.1, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isExactlyTheSumOfItsParts(long seed) {
        Random random = new Random(seed);
        List<Forecast> forecasts = Stream.generate(() -> new Forecast(random.nextDouble(), random.nextInt(3) == 0))
                .limit(101)
                .toList();

        BrierScore brier = BrierScore.of(forecasts, 7);

        assertThat(brier.reliability()
                        - brier.resolution()
                        + brier.uncertainty()
                        + brier.withinBinVariance()
                        - brier.withinBinCovariance())
                .isCloseTo(brier.score(), within(1e-12));
    }

    @Test
    void hasNoSkillWhereAllCameOutTheSame() {
        assertThat(BrierScore.of(List.of(new Forecast(0.9, true)), 1).skill()).isEmpty();
    }

    @Test
    void refusesMoreBinsThanForecasts() {
        assertThatThrownBy(() -> BrierScore.of(FOUR, 5)).hasMessageContaining("4 forecasts do not fill 5 bins");
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> new Forecast(1.1, true)).hasMessageContaining("not a probability: 1.1");
    }
}

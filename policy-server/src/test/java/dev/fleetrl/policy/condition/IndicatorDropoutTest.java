package dev.fleetrl.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndicatorDropoutTest {
    private static final int DRAWS = 20_000;

    @Test
    void dropsTheShareAskedFor() {
        SplittableRandom random = new SplittableRandom(1);
        IndicatorDropout dropout = new IndicatorDropout(0.30);

        long dropped = Stream.generate(() -> dropout.apply(Indicator.POSITIVE, random))
                .limit(DRAWS)
                .filter(told -> told == Indicator.NONE)
                .count();

        assertThat(dropped / (double) DRAWS).isCloseTo(0.30, within(0.01));
    }

    @Test
    void neverTurnsAnIndicatorRound() {
        SplittableRandom random = new SplittableRandom(2);
        IndicatorDropout dropout = new IndicatorDropout(0.30);

        assertThat(Stream.generate(() -> dropout.apply(Indicator.NEGATIVE, random))
                        .limit(DRAWS))
                .doesNotContain(Indicator.POSITIVE);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> new IndicatorDropout(Double.NaN)).hasMessageContaining("NaN is not within 0 to 1");
    }
}

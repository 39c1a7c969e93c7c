package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityBinTest {
    @Test
    void holdsTheSameNumberOfForecastsFromLowToHigh() {
        List<ReliabilityBin> bins = ReliabilityBin.of(
                List.of(
                        new Forecast(0.9, true),
                        new Forecast(0.2, true),
                        new Forecast(0.1, false),
                        new Forecast(0.5, true)),
                2);

        assertThat(bins).hasSize(2);
        assertThat(bins.get(0).meanProbability()).isCloseTo(0.15, within(1e-12));
        assertThat(bins.get(0).rate()).isEqualTo(0.5);
        assertThat(bins.get(1).interval()).isEqualTo(WilsonInterval.of(2, 2));
    }

    /** Whatever their order in the list. */
    @Test
    void keepsEqualForecastsTogether() {
        assertThat(ReliabilityBin.of(
                        List.of(new Forecast(0.5, false), new Forecast(0.5, true), new Forecast(0.5, true)), 3))
                .containsExactly(new ReliabilityBin(3, 0.5, 2));
    }
}

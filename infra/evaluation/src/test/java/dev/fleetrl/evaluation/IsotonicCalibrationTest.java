package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class IsotonicCalibrationTest {
    /** 0, then 1 and 0 pooled to ½, then 1. */
    private static final IsotonicCalibration MAP = IsotonicCalibration.fit(List.of(
            new Forecast(0.8, true), new Forecast(0.4, true), new Forecast(0.6, false), new Forecast(0.2, false)));

    @Test
    void poolsNeighboursThatFall() {
        assertThat(MAP.knots())
                .containsExactly(
                        new IsotonicCalibration.Knot(0.2, 0),
                        new IsotonicCalibration.Knot(0.4, 0.5),
                        new IsotonicCalibration.Knot(0.6, 0.5),
                        new IsotonicCalibration.Knot(0.8, 1));
    }

    @Test
    void isLinearBetweenKnotsAndFlatOutside() {
        assertThat(MAP.apply(0)).isZero();
        assertThat(MAP.apply(0.2)).isZero();
        assertThat(MAP.apply(0.3)).isCloseTo(0.25, within(1e-12));
        assertThat(MAP.apply(0.5)).isEqualTo(0.5);
        assertThat(MAP.apply(0.8)).isEqualTo(1);
        assertThat(MAP.apply(1)).isEqualTo(1);
    }

    @Test
    void givesEqualForecastsTheirMean() {
        IsotonicCalibration map = IsotonicCalibration.fit(
                List.of(new Forecast(0.5, false), new Forecast(0.5, true), new Forecast(0.5, true)));

        assertThat(map.apply(0.5)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> IsotonicCalibration.fit(List.of())).hasMessageContaining("no forecasts");
    }
}

package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest(name = "{0} in steps of {1} up to {2}")
    @CsvSource({"400, 100, 400", "401, 200, 600", "0.9, 0.5, 1", "7, 2, 8", "0, 1, 1"})
    void endsAtAStepThatHoldsEverything(double most, double step, double end) {
        Scale scale = Scale.upTo(most, 0, 1);

        assertThat(scale.step()).isEqualTo(step);
        assertThat(scale.most()).isEqualTo(end);
    }

    @Test
    void growsUpwardsOnAPage() {
        Scale scale = Scale.percent(300, 100);

        assertThat(scale.at(0)).isEqualTo(300);
        assertThat(scale.at(75)).isEqualTo(150);
        assertThat(scale.ticks()).containsExactly(0.0, 25.0, 50.0, 75.0, 100.0);
    }

    @Test
    void writesAsManyDecimalsAsItsStepsNeed() {
        assertThat(Scale.upTo(0.9, 0, 1).text(0.5)).isEqualTo("0.5");
        assertThat(Scale.upTo(400, 0, 1).text(200)).isEqualTo("200");
    }
}

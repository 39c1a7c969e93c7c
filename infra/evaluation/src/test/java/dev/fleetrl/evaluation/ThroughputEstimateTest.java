package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThroughputEstimateTest {
    /** Two successes of half an hour and one failure of an hour: 2 in 2 h. */
    private static final List<Episode> EPISODES =
            List.of(new Episode(true, 1800), new Episode(true, 1800), new Episode(false, 3600));

    @Test
    void isARatioOfSumsNotAMeanOfRatios() {
        assertThat(ThroughputEstimate.of(EPISODES).perHour()).isEqualTo(1);
    }

    /** z = ½, ½, -1: Σz² = 1.5; se = sqrt(1.5 / 2 / 3) / (2/3) = 0.75; t(0.975, 2) = 4.3027. */
    @Test
    void hasTheDeltaMethodsIntervalCutAtZero() {
        Interval interval = ThroughputEstimate.of(EPISODES).interval().orElseThrow();

        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isCloseTo(1 + 4.3027 * 0.75, within(0.001));
    }

    @Test
    void saysNothingOfTheErrorOfOneEpisode() {
        ThroughputEstimate one = ThroughputEstimate.of(List.of(new Episode(true, 36)));

        assertThat(one.perHour()).isEqualTo(100);
        assertThat(one.interval()).isEmpty();
    }

    @Test
    void isZeroWithoutEpisodes() {
        assertThat(ThroughputEstimate.of(List.of()).perHour()).isZero();
    }

    @ParameterizedTest(name = "t(0.975, {0}) = {1}")
    @CsvSource({"1, 12.7062", "2, 4.3027", "3, 3.1824", "10, 2.2281", "29, 2.0452", "100, 1.9840", "5000, 1.9600"})
    void usesStudentsQuantile(int degreesOfFreedom, double t) {
        assertThat(StudentT.twoSided95(degreesOfFreedom)).isCloseTo(t, within(0.0001));
    }
}

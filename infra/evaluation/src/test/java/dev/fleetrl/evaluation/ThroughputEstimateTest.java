package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.evaluation.ThroughputEstimate.Count;
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

    /** Three takeovers in one of two episodes of an hour: 1.5 an hour; z = ±1.5, se = sqrt(4.5 / 1 / 2) / 1 = 1.5; t(0.975, 1) = 12.706. */
    @Test
    void countsAnyEventsAnHour() {
        ThroughputEstimate takeovers = ThroughputEstimate.ofCounts(List.of(new Count(3, 3600), new Count(0, 3600)));

        assertThat(takeovers.perHour()).isEqualTo(1.5);
        assertThat(takeovers.interval().orElseThrow().high()).isCloseTo(1.5 + 12.7062 * 1.5, within(0.001));
    }

    /** se/θ = 0.75, so a factor of exp(4.3027 · 0.75) to both sides. */
    @Test
    void hasAnIntervalOnTheLogScale() {
        Interval interval = ThroughputEstimate.of(EPISODES).logInterval().orElseThrow();

        assertThat(interval.low()).isCloseTo(0.03968, within(0.0001));
        assertThat(interval.low() * interval.high()).isCloseTo(1, within(1e-12));
    }

    @Test
    void hasNoIntervalOnTheLogScaleWithoutASuccess() {
        ThroughputEstimate failures = ThroughputEstimate.of(List.of(new Episode(false, 10), new Episode(false, 10)));

        assertThat(failures.logInterval()).isEmpty();
    }

    /** In 2 h: with more than 3.6889 expected, none is seen in less than 2.5 % of all cases. */
    @Test
    void isBoundedWithoutASuccess() {
        ThroughputEstimate failures =
                ThroughputEstimate.of(List.of(new Episode(false, 3600), new Episode(false, 3600)));

        assertThat(failures.perHour()).isZero();
        assertThat(failures.interval().orElseThrow()).isEqualTo(new Interval(0, 3.688879 / 2));
        assertThat(failures.standardError()).isEmpty();
    }

    /** The two successes are one robot's, the failure another's: z = 1, -1; se = sqrt(2 / 1 / 2) / 1 = 1; t(0.975, 1) = 12.706. */
    @Test
    void sumsTheErrorsOverEachCluster() {
        ThroughputEstimate clustered =
                ThroughputEstimate.ofClusters(List.of(EPISODES.subList(0, 2), EPISODES.subList(2, 3)));

        assertThat(clustered.perHour()).isEqualTo(1);
        assertThat(clustered.interval().orElseThrow().high()).isCloseTo(1 + 12.7062, within(0.001));
    }

    @Test
    void refusesATimeThatIsNotANumber() {
        assertThatThrownBy(() -> new Episode(true, Double.NaN)).hasMessageContaining("cannot take NaN s");
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
        assertThat(ThroughputEstimate.of(List.of()).interval()).isEmpty();
    }

    @ParameterizedTest(name = "t(0.975, {0}) = {1}")
    @CsvSource({"1, 12.7062", "2, 4.3027", "3, 3.1824", "10, 2.2281", "29, 2.0452", "100, 1.9840", "5000, 1.9600"})
    void usesStudentsQuantile(int degreesOfFreedom, double t) {
        assertThat(StudentT.twoSided95(degreesOfFreedom)).isCloseTo(t, within(0.0001));
    }
}

package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntraclassCorrelationTest {
    /** MSB = 0.8, MSW = 4/18, n₀ = 10: (0.8 - 0.2222) / (0.8 + 9 · 0.2222). */
    @Test
    void isTheAnalysisOfVariances() {
        assertThat(IntraclassCorrelation.of(List.of(new Trials(8, 10), new Trials(4, 10))))
                .isCloseTo(0.20635, within(1e-5));
    }

    /** By hand: p = 1/2, MSB = 30 · 1/36 + 10 · 1/4 = 10/3, MSW = (20/3)/38, n₀ = 40 - 1000/40 = 15. */
    @Test
    void weighsClustersOfDifferentSizes() {
        assertThat(IntraclassCorrelation.of(List.of(new Trials(20, 30), new Trials(0, 10))))
                .isCloseTo((10.0 / 3 - 20.0 / 114) / (10.0 / 3 + 14 * 20.0 / 114), within(1e-9));
    }

    @Test
    void isNoneWhereNothingSpeaksForIt() {
        assertThat(IntraclassCorrelation.of(List.of(new Trials(5, 10), new Trials(5, 10))))
                .isZero();
        assertThat(IntraclassCorrelation.of(List.of(new Trials(10, 10), new Trials(10, 10))))
                .isZero();
        assertThat(IntraclassCorrelation.of(List.of(new Trials(7, 10)))).isZero();
        assertThat(IntraclassCorrelation.of(List.of(new Trials(1, 1), new Trials(0, 1))))
                .isZero();
    }

    @Test
    void doesNotCountAClusterWithoutTrials() {
        List<Trials> two = List.of(new Trials(8, 10), new Trials(4, 10));

        assertThat(IntraclassCorrelation.of(List.of(two.get(0), two.get(1), new Trials(0, 0))))
                .isEqualTo(IntraclassCorrelation.of(two));
    }

    @Test
    void refusesAClusterThatCannotBe() {
        assertThatThrownBy(() -> new Trials(3, 2)).hasMessageContaining("3 successes of 2");
        assertThatThrownBy(() -> new Trials(-1, 2)).hasMessageContaining("-1 successes");
    }
}

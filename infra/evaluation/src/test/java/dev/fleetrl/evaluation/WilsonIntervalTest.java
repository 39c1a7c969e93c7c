package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "8, 10, .490, .943",
        "10, 10, .722, 1.000",
        "3, 30, .035, .256",
        "16, 20, .584, .919",
        "45, 50, .786, .957",
        "90, 100, .826, .945",
        "97, 100, .915, .990",
        "100, 100, .963, 1.000",
        "270, 300, .861, .929",
        "291, 300, .944, .984",
        "450, 500, .871, .923",
        "970, 1000, .957, .979"
    })
    void isAsPublished(int successes, int trials, double low, double high) {
        Interval interval = WilsonInterval.of(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(0.0005));
        assertThat(interval.high()).isCloseTo(high, within(0.0005));
    }

    @Test
    void knowsNothingOfNoTrials() {
        assertThat(WilsonInterval.of(0, 0)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void refusesMoreSuccessesThanTrials() {
        assertThatThrownBy(() -> WilsonInterval.of(3, 2)).hasMessageContaining("3 successes of 2 trials");
    }

    /** 1 + 9 · 0.1111 = 2: half as many trials. */
    @Test
    void countsClusteredTrialsForLess() {
        Interval clustered = WilsonInterval.ofClustered(90, 100, 10, 1 / 9.0);

        assertThat(clustered.low()).isCloseTo(WilsonInterval.of(45, 50).low(), within(1e-12));
        assertThat(clustered.high()).isCloseTo(WilsonInterval.of(45, 50).high(), within(1e-12));
    }

    /** Two policies that always and never succeed are two trials; two alike are forty. */
    @Test
    void takesTheCorrelationFromTheClusters() {
        assertThat(WilsonInterval.ofClusters(List.of(new Trials(20, 20), new Trials(0, 20))))
                .isEqualTo(WilsonInterval.of(1, 2));
        assertThat(WilsonInterval.ofClusters(List.of(new Trials(10, 20), new Trials(10, 20))))
                .isEqualTo(WilsonInterval.of(20, 40));
    }

    @Test
    void refusesClustersThatAddKnowledge() {
        assertThatThrownBy(() -> WilsonInterval.ofClustered(9, 10, 5, -0.1)).hasMessageContaining("more independent");
    }
}

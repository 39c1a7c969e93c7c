package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Ten policies that always or never succeed are ten trials, and t(9) = 2.262 for 1.96 leaves 7.5; alike, 150 of 200. */
    @Test
    void takesTheCorrelationFromTheClusters() {
        List<Trials> unlike = Collections.nCopies(5, new Trials(20, 20));
        List<Trials> all = Stream.concat(unlike.stream(), Collections.nCopies(5, new Trials(0, 20)).stream())
                .toList();

        assertThat(WilsonInterval.ofClusters(all).low()).isCloseTo(0.209, within(0.001));
        assertThat(WilsonInterval.ofClusters(all).high()).isCloseTo(0.791, within(0.001));
        Interval alike = WilsonInterval.ofClusters(Collections.nCopies(10, new Trials(10, 20)));
        assertThat(alike.low()).isCloseTo(WilsonInterval.of(75, 150).low(), within(0.001));
    }

    @Test
    void goesByTheOtherClustersWhereOneHasNoTrials() {
        List<Trials> two = List.of(new Trials(8, 10), new Trials(4, 10));

        assertThat(WilsonInterval.ofClusters(List.of(two.get(0), new Trials(0, 0), two.get(1))))
                .isEqualTo(WilsonInterval.ofClusters(two));
        assertThat(WilsonInterval.ofClusters(List.of(new Trials(0, 0)))).isEqualTo(new Interval(0, 1));
    }

    /** Three and five policies whose own success rates spread from 20 to 90 %, seed 7; plain Wilson holds 36 %. */
    @ParameterizedTest(name = "{0} policies, seed 7")
    @ValueSource(ints = {3, 5})
    void holdsItsLevelOverFewPolicies(int policies) {
        SplittableRandom random = new SplittableRandom(7);
        int held = 0;
        for (int study = 0; study < 2000; study++) {
            List<Trials> clusters = new ArrayList<>();
            for (int k = 0; k < policies; k++) {
                double rate = 0.2 + 0.7 * random.nextDouble();
                int successes = 0;
                for (int i = 0; i < 100; i++) {
                    successes += random.nextDouble() < rate ? 1 : 0;
                }
                clusters.add(new Trials(successes, 100));
            }
            Interval interval = WilsonInterval.ofClusters(clusters);
            held += interval.low() <= 0.55 && 0.55 <= interval.high() ? 1 : 0;
        }

        assertThat(held / 2000.0).isGreaterThan(0.92);
    }

    @Test
    void refusesClustersThatAddKnowledge() {
        assertThatThrownBy(() -> WilsonInterval.ofClustered(9, 10, 5, -0.1)).hasMessageContaining("more independent");
    }
}

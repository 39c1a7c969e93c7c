package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaUnderRocTest {
    /** Of nine pairs: 3 beats 1 and 2 and ties with 3; 5 beats all; 2 beats 1, ties with 2: 2½ + 3 + 1½. */
    @Test
    void countsPairsInOrderAndTiesHalf() {
        AreaUnderRoc roc = AreaUnderRoc.of(new double[] {3, 5, 2}, new double[] {1, 3, 2});

        assertThat(roc.auc()).isCloseTo(7 / 9.0, within(1e-12));
    }

    /** Of six pairs, 0.9 wins three, 0.4 wins one, loses one and ties one. */
    @Test
    void countsPairsOfUnequalKinds() {
        AreaUnderRoc roc = AreaUnderRoc.of(new double[] {0.9, 0.4}, new double[] {0.1, 0.4, 0.5});

        assertThat(roc.auc()).isEqualTo(4.5 / 6);
    }

    /** One pair in order is Wilson's 1 of 1, from 1/(1 + z²). */
    @Test
    void isNotCertainFromOnePair() {
        AreaUnderRoc roc = AreaUnderRoc.of(new double[] {2}, new double[] {1});

        assertThat(roc.auc()).isEqualTo(1);
        assertThat(roc.interval().low()).isCloseTo(WilsonInterval.of(1, 1).low(), within(1e-9));
        assertThat(roc.interval().high()).isEqualTo(1);
    }

    /** 1 - θ = z sqrt(V(θ)) at θ = 0.8002 for ten of each. */
    @Test
    void isNotCertainWhereTenOfEachAreSeparated() {
        double[] high = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
        double[] low = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(AreaUnderRoc.of(high, low).interval().low()).isCloseTo(0.8002, within(0.0001));
        assertThat(AreaUnderRoc.of(low, high).interval().high()).isCloseTo(1 - 0.8002, within(0.0001));
    }

    /** Normal scores a standard deviation apart; 30 of each, 1000 times. */
    @Test
    void coversTheTruthInAboutNineteenOfTwentyWithSeed1() {
        Random random = new Random(1);
        double truth = 0.760250; // Φ(1/√2)
        int covered = 0;
        for (int run = 0; run < 1000; run++) {
            Interval interval =
                    AreaUnderRoc.of(normal(random, 1), normal(random, 0)).interval();
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }

        assertThat(covered).isBetween(930, 975);
    }

    @Test
    void refusesOneOutcomeOnly() {
        assertThatThrownBy(() -> AreaUnderRoc.of(new double[] {1}, new double[0]))
                .hasMessageContaining("1 positives and 0 negatives");
    }

    private static double[] normal(Random random, double mean) {
        return random.doubles(30).map(u -> mean + random.nextGaussian()).toArray();
    }
}

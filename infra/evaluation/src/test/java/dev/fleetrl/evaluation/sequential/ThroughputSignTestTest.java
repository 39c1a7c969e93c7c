package dev.fleetrl.evaluation.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThroughputSignTestTest {
    private static final long SEED_5 = 5;

    /** q = 1/2, 2/3, 3/4, 4/5: wealth 1 · 4/3 · 3/2 = 2 after three wins, and · 2/5 after a loss. A tie is no bet. */
    @Test
    void betsWhatThePairsBeforeSuggest() {
        ThroughputSignTest wins =
                ThroughputSignTest.start().after(9, 8).after(9, 9).after(9, 7).after(8, 1);

        assertThat(Math.exp(wins.evidence().forLog())).isCloseTo(2, within(1e-12));
        assertThat(Math.exp(wins.after(1, 2).evidence().forLog())).isCloseTo(0.8, within(1e-12));
        assertThat(wins.evidence().againstLog()).isZero();
    }

    @Test
    void meetsEachRobotOnce() {
        ThroughputSignTest test =
                ThroughputSignTest.start().after(List.of(9, 9, 9), List.of(1, 2), new SplittableRandom(SEED_5));

        assertThat(test.wins() + test.losses()).isEqualTo(2);
    }

    /** Wealth after n wins from the start is 2ⁿ / (n + 1): 20 is passed at n = 8 (28.4), not at 7 (16). */
    @Test
    void promotesAfterEightWinsAndRollsBackAfterEightLosses() {
        ThroughputSignTest test = ThroughputSignTest.start();
        ThroughputSignTest mirror = ThroughputSignTest.start();
        for (int i = 0; i < 7; i++) {
            test = test.after(2, 1);
            mirror = mirror.after(1, 2);
        }

        assertThat(test.decision(0.05)).isEqualTo(Decision.UNDECIDED);
        assertThat(test.after(2, 1).decision(0.05)).isEqualTo(Decision.PROMOTE);
        assertThat(mirror.after(1, 2).decision(0.05)).isEqualTo(Decision.ROLLBACK);
    }

    /** Four canary and sixteen baseline robots, 96 half hours, binomial successes of the same rate. */
    @Test
    void promotesAnEqualSeldom() {
        SplittableRandom random = new SplittableRandom(SEED_5);
        int promoted = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            ThroughputSignTest test = ThroughputSignTest.start();
            for (int block = 0; block < 96; block++) {
                test = test.after(counts(4, random), counts(16, random), random);
            }
            promoted += test.evidence().pValue() <= 0.05 ? 1 : 0;
        }

        assertThat((double) promoted / runs).isBetween(0.005, 0.05);
    }

    private static List<Integer> counts(int robots, SplittableRandom random) {
        return random.longs(robots)
                .mapToObj(bits -> Long.bitCount(bits & 0x3FF))
                .toList();
    }
}

package dev.fleetrl.evaluation.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThroughputMeanTestTest {
    private static final long SEED_6 = 6;

    /** X = 0.5 twice: no stake first, then mean 0.5, variance 0.01 / 2 and λ = 0.5 / 0.255, clipped to 0.9. */
    @Test
    void stakesWhatThePastSuggests() {
        ThroughputMeanTest first = ThroughputMeanTest.start(20).after(15, 5);

        assertThat(first.wagers().evidence()).isEqualTo(Evidence.NONE);
        assertThat(Math.exp(first.after(15, 5).wagers().evidence().forLog())).isCloseTo(1.45, within(1e-12));
    }

    /** 1.45ⁿ passes 20 at n = 9: the tenth block, for the first was not bet on. */
    @Test
    void promotesTheFasterAndRollsBackTheSlower() {
        ThroughputMeanTest faster = ThroughputMeanTest.start(20);
        ThroughputMeanTest slower = ThroughputMeanTest.start(20);
        for (int i = 0; i < 9; i++) {
            faster = faster.after(15, 5);
            slower = slower.after(5, 15);
        }

        assertThat(faster.decision(0.05)).isEqualTo(Decision.UNDECIDED);
        assertThat(faster.after(15, 5).decision(0.05)).isEqualTo(Decision.PROMOTE);
        assertThat(slower.after(5, 15).decision(0.05)).isEqualTo(Decision.ROLLBACK);
    }

    @Test
    void promotesAnEqualSeldom() {
        SplittableRandom random = new SplittableRandom(SEED_6);
        int promoted = 0;
        int runs = 1000;
        for (int run = 0; run < runs; run++) {
            ThroughputMeanTest test = ThroughputMeanTest.start(20);
            for (int block = 0; block < 96; block++) {
                test = test.after(random.nextInt(21), random.nextInt(21));
            }
            promoted += test.wagers().evidence().pValue() <= 0.05 ? 1 : 0;
        }

        assertThat((double) promoted / runs).isLessThan(0.05);
    }

    @Test
    void refusesARateAboveThePhysicalCap() {
        assertThatThrownBy(() -> ThroughputMeanTest.start(20).after(21, 5)).hasMessageContaining("0 and 20.0");
    }
}

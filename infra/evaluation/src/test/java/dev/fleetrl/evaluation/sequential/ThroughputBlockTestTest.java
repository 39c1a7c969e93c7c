package dev.fleetrl.evaluation.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThroughputBlockTestTest {
    private static final long SEED_6 = 6;
    private static final Episode FAST = new Episode(true, 10);
    private static final Episode SLOW = new Episode(true, 20);
    private static final Episode FAILED = new Episode(false, 5);

    /** Before the first block nothing is known, and nothing is staked; then what the first said. */
    @Test
    void stakesOnlyWhatThePastSays() {
        ThroughputBlockTest one = ThroughputBlockTest.start().after(List.of(FAST), List.of(SLOW));
        ThroughputBlockTest two = one.after(List.of(FAST), List.of(SLOW));

        assertThat(one.wagers().evidence().forLog()).isZero();
        // S = 1, n + 1 = 2: m = 0.5, v = 1.25 / 2 - 0.25 = 0.375, λ = 0.5 / 0.625 = 0.8
        assertThat(two.wagers().evidence().forLog()).isCloseTo(Math.log(1.8), within(1e-12));
        assertThat(two.wagers().evidence().againstLog()).isZero();
    }

    @Test
    void countsThePairsOfABlock() {
        ThroughputBlockTest test =
                ThroughputBlockTest.start().after(List.of(SLOW), List.of(FAST, FAILED, SLOW, FAILED));

        assertThat(test.wagers().sum()).as("two won, one lost, one alike").isEqualTo(0.25);
        assertThat(test.after(List.of(FAILED), List.of(FAILED)).wagers().sum()).isEqualTo(0.25);
    }

    @Test
    void knowsNothingOfABlockOfOneVersion() {
        assertThat(ThroughputBlockTest.start().after(List.of(), List.of(FAST))).isEqualTo(ThroughputBlockTest.start());
    }

    /** 90 % success, durations lognormal with cv 0.35, one to four, 1000 runs of 400 blocks. */
    @Test
    void promotesAnEqualSeldomAndAFasterOneSoonSeed6() {
        SplittableRandom random = new SplittableRandom(SEED_6);
        int equal = 0;
        int faster = 0;
        for (int run = 0; run < 1000; run++) {
            equal += promotesWithin(400, 1, random) ? 1 : 0;
            faster += promotesWithin(150, 1.2, random) ? 1 : 0;
        }

        assertThat(equal).as("of 1000, at α = 5 %").isLessThanOrEqualTo(50);
        assertThat(faster).as("of 1000, 20 % faster").isGreaterThan(800);
    }

    private static boolean promotesWithin(int blocks, double speed, SplittableRandom random) {
        ThroughputBlockTest test = ThroughputBlockTest.start();
        for (int block = 0; block < blocks; block++) {
            test = test.after(episodes(1, speed, random), episodes(4, 1, random));
            if (test.decision(0.05) == Decision.PROMOTE) {
                return true;
            }
        }
        return false;
    }

    private static List<Episode> episodes(int n, double speed, SplittableRandom random) {
        return IntStream.range(0, n)
                .mapToObj(i ->
                        new Episode(random.nextDouble() < 0.9, 15 / speed * Math.exp(0.34 * random.nextGaussian())))
                .toList();
    }
}

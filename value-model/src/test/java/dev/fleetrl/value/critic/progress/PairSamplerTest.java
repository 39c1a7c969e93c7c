package dev.fleetrl.value.critic.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairSamplerTest {
    private static final int LAST = 20;
    private static final PairSampler.Difference MOVES = (a, b) -> 0.02;
    private static final PairSampler.Difference STANDS = (a, b) -> 0.0099;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void pairsEachFrameWithANearAndAFarOneBothWays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairSampler sampler = new PairSampler(2, 0.01, 0);
        TreeSet<Integer> firsts = new TreeSet<>();
        TreeSet<Integer> fars = new TreeSet<>();
        for (int draw = 0; draw < 500; draw++) {
            MiniGroup group = sampler.group(LAST, MOVES, random);
            firsts.add(group.first());
            fars.add(group.far());

            assertThat(group.near()).isEqualTo(Math.min(LAST, group.first() + 2));
            assertThat(group.far()).isGreaterThan(group.first());
            double near = ProgressTarget.of(group.first(), group.near(), LAST);
            double far = ProgressTarget.of(group.first(), group.far(), LAST);
            assertThat(group.targets()).containsExactly(near, -near, far, -far);
        }
        assertThat(firsts.first()).isZero();
        assertThat(firsts.last()).isEqualTo(LAST - 1);
        assertThat(fars.last()).isEqualTo(LAST);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void seesNoProgressBetweenNeighboursThatLookAlike(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairSampler sampler = new PairSampler(2, 0.01, 0);
        for (int draw = 0; draw < 100; draw++) {
            MiniGroup group = sampler.group(LAST, STANDS, random);

            assertThat(group.targets().get(0)).isZero();
            boolean far = group.far() - group.first() > 2;
            assertThat(group.targets().get(2) > 0).isEqualTo(far);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void seesNoProgressUnderAWrongInstruction(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairSampler sampler = new PairSampler(2, 0.01, 0.05);
        int wrong = 0;
        for (int draw = 0; draw < 10_000; draw++) {
            MiniGroup group = sampler.group(LAST, MOVES, random);
            wrong += group.wrongInstruction() ? 1 : 0;

            assertThat(group.targets().stream().allMatch(c -> c == 0)).isEqualTo(group.wrongInstruction());
        }
        assertThat(wrong).isBetween(400, 600);
    }

    @ParameterizedTest(name = "T = {0}")
    @ValueSource(ints = {1, 2, 7, 20, 100})
    void takesBothFramesOfADonePairFromWhereTheyAreLabelled(int last) {
        SplittableRandom random = new SplittableRandom(last);
        for (int draw = 0; draw < 100; draw++) {
            DonePair pair = PairSampler.donePair(last, random);

            assertThat(DoneLabel.of(pair.complete(), last)).isEqualTo(DoneLabel.COMPLETE);
            assertThat(pair.complete()).isLessThanOrEqualTo(last);
            assertThat(DoneLabel.of(pair.incomplete(), last)).isEqualTo(DoneLabel.INCOMPLETE);
        }
    }
}

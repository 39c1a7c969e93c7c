package dev.fleetrl.policy.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.SourceKind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplePoolsTest {
    private static final Origin RECENT = new Origin(false, false, true);
    private static final Origin OLD = new Origin(false, false, false);
    /** A success of one step, and a failure of three that ran into its limit. */
    private final TrainingSet set = new SyntheticPractice()
            .episode(SourceKind.POLICY, 0.5, RECENT, 1)
            .episode(SourceKind.POLICY, -0.5, RECENT, 3)
            .episode(SourceKind.POLICY, 0, OLD, 2)
            .episode(SourceKind.CORRECTION, 0, RECENT, 2)
            .episode(SourceKind.HOLD, 0, RECENT, 2)
            .set();

    @Test
    void knowNewPracticeFromOld() {
        ExamplePools pools = new ExamplePools(set, true, step -> true);

        assertThat(pools.present()).containsExactlyInAnyOrder(Pool.RECENT, Pool.OLD, Pool.CORRECTION);
        assertThat(pools.starts(Pool.RECENT)).hasSize(4);
        assertThat(pools.starts(Pool.OLD)).hasSize(2);
        assertThat(pools.starts(Pool.DEMONSTRATION)).isEmpty();
    }

    /** Half of the draws, and a quarter. */
    @Test
    void drawALongFailureAsOftenAsAShortSuccess() {
        assertThat(shareOfTheShort(true)).isCloseTo(0.5, within(0.02));
        assertThat(shareOfTheShort(false)).isCloseTo(0.25, within(0.02));
    }

    /** (0.5 - 0.5) / 2 over episodes, (0.5 - 3 · 0.5) / 4 over steps. */
    @Test
    void averageAsTheyDraw() {
        assertThat(mean(true)).isCloseTo(0, within(1e-12));
        assertThat(mean(false)).isCloseTo(-0.25, within(1e-12));
    }

    @Test
    void leaveOutWhatIsNotLearned() {
        ExamplePools pools = new ExamplePools(set, true, step -> step.source() == SourceKind.CORRECTION);

        assertThat(pools.present()).containsExactly(Pool.CORRECTION);
    }

    /** Three episodes of one task and one of the other, evenly over tasks: each of the three a sixth, the other a half. */
    @Test
    void drawTasksEvenly() {
        TrainingSet practised = new SyntheticPractice()
                .episode(SourceKind.POLICY, 0.2, RECENT, 3)
                .episode(SourceKind.POLICY, 0.2, RECENT, 1)
                .episode(SourceKind.POLICY, 0.2, RECENT, 2)
                .episode(SourceKind.POLICY, -0.6, RECENT, 1)
                .set();
        TaskId pick = new TaskId("pick");
        TaskId sort = new TaskId("sort");
        TrainingSet several =
                new TrainingSet(practised.observations(), practised.episodes(), List.of(pick, pick, pick, sort));

        assertThat(sharesOfEpisodes(several, true))
                .usingComparatorWithPrecision(0.02)
                .containsExactly(1 / 6.0, 1 / 6.0, 1 / 6.0, 0.5);
        assertThat(sharesOfEpisodes(several, false))
                .usingComparatorWithPrecision(0.02)
                .containsExactly(0.25, 1 / 12.0, 1 / 6.0, 0.5);
        assertThat(new ExamplePools(several, true, step -> true)
                        .mean(Pool.RECENT, step -> step.label().orElseThrow().advantage()))
                .isCloseTo(-0.2, within(1e-12));
    }

    private static double[] sharesOfEpisodes(TrainingSet several, boolean byEpisode) {
        ExamplePools pools = new ExamplePools(several, byEpisode, step -> true);
        SplittableRandom random = new SplittableRandom(3);
        double[] shares = new double[several.episodes().size()];
        for (int i = 0; i < 10_000; i++) {
            shares[pools.draw(Pool.RECENT, random).episode()] += 1e-4;
        }
        return shares;
    }

    private double shareOfTheShort(boolean byEpisode) {
        ExamplePools pools = new ExamplePools(set, byEpisode, step -> true);
        SplittableRandom random = new SplittableRandom(3);
        return Stream.generate(() -> pools.draw(Pool.RECENT, random))
                        .limit(10_000)
                        .filter(start -> start.episode() == 0)
                        .count()
                / 10_000.0;
    }

    private double mean(boolean byEpisode) {
        return new ExamplePools(set, byEpisode, step -> true)
                .mean(Pool.RECENT, step -> step.label().orElseThrow().advantage());
    }
}

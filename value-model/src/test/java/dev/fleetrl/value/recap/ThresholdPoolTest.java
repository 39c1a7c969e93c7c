package dev.fleetrl.value.recap;

import static dev.fleetrl.value.recap.Episodes.judged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.value.recap.ThresholdPool.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdPoolTest {
    private static final LabelSettings FINETUNE =
            LabelSettings.fineTuning(new CollectionId("new")).settings();

    @Test
    void holdsWhatThePolicyDidInTheNewestPractice() {
        var pool = ThresholdPool.of(
                FINETUNE,
                List.of(
                        judged("older", "old", 1, true, "pp"),
                        judged("newest", "new", 1, true, "phcp"),
                        judged("d", "new", 1, true, "d")));

        assertThat(pool.members()).containsExactly(new Member(1, 0), new Member(1, 3));
    }

    @Test
    void holdsDemonstrationsInPreTraining() {
        var pool = ThresholdPool.of(
                LabelSettings.preTraining().settings(),
                List.of(judged("practice", "new", 1, true, "pp"), judged("shown", "demos", 1, true, "dd")));

        assertThat(pool.members()).containsExactly(new Member(1, 0), new Member(1, 1));
    }

    @Test
    void samplesTenThousandDemonstrationStepsFromTheSeed() {
        List<JudgedEpisode> shown = List.of(judged("shown", "demos", 1, true, "d".repeat(30_000)));

        List<Member> one = members(shown, 1);
        List<Member> again = members(shown, 1);
        List<Member> other = members(shown, 2);

        assertThat(one).hasSize(10_000).doesNotHaveDuplicates().isEqualTo(again).isNotEqualTo(other);
        double mean = one.stream().mapToInt(Member::step).average().orElseThrow();
        assertThat(mean).isBetween(14_700.0, 15_300.0);
    }

    @Test
    void weighsStepsAlikeOrEpisodesAlike() {
        var pool = ThresholdPool.of(
                FINETUNE, List.of(judged("long", "new", 1, false, "pppp"), judged("short", "new", 1, true, "p")));

        assertThat(pool.weights(LabelSettings.Pool.FRAMES, 2)).containsExactly(1, 1, 1, 1, 1);
        assertThat(pool.weights(LabelSettings.Pool.EPISODES, 2)).containsExactly(0.25, 0.25, 0.25, 0.25, 1);
    }

    private static List<Member> members(List<JudgedEpisode> episodes, long seed) {
        return ThresholdPool.of(LabelSettings.preTraining().seed(seed).settings(), episodes)
                .members();
    }
}

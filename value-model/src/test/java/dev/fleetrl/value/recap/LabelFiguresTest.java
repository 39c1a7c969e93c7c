package dev.fleetrl.value.recap;

import static dev.fleetrl.value.recap.Episodes.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.TaskLabels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelFiguresTest {
    /** The failure's last three steps stall. Its A are 0, .1, 0, -.1, .2 and the success's .3, .4, with ε = 0. */
    @Test
    void tellWhetherStuckStepsAreCalledGood() {
        TaskLabels task = label(
                episode("bad", false, List.of(false, false, true, true, true), 0, .1f, 0, -.1f, .2f),
                episode("good", true, List.of(false, false), .3f, .4f));

        assertThat(task.figures().get("poolSteps")).isEqualTo(7);
        assertThat(task.figures().get("poolEpisodes")).isEqualTo(2);
        assertThat(task.figures().get("poolFromFailures")).isCloseTo(5 / 7.0, within(1e-9));
        assertThat(task.figures().get("poolStalled")).isCloseTo(3 / 7.0, within(1e-9));
        assertThat(task.figures().get("positiveInFailures")).isCloseTo(2 / 5.0, within(1e-9));
        assertThat(task.figures().get("positiveInSuccesses")).isEqualTo(1);
        assertThat(task.figures().get("positiveInStalls")).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(task.figures().get("positiveElsewhere")).isCloseTo(3 / 4.0, within(1e-9));
        assertThat(task.figures().get("positivesStalled")).isCloseTo(1 / 4.0, within(1e-9));
    }

    @Test
    void leaveOutSharesOfNothing() {
        TaskLabels task = label(episode("good", true, List.of(false, false), .3f, .4f));

        assertThat(task.figures()).doesNotContainKeys("positiveInFailures", "positiveInStalls");
        assertThat(task.valueAlongFailures()).isEmpty();
    }

    /** Ten steps from -.9 to 0 and twenty of -.5: each episode weighs the same at each tenth. */
    @Test
    void followTheValueAlongEpisodesOfEitherOutcome() {
        ValuedEpisode rising = values(true, -.9f, -.8f, -.7f, -.6f, -.5f, -.4f, -.3f, -.2f, -.1f, 0);
        float[] flat = new float[20];
        Arrays.fill(flat, -.5f);

        TaskLabels task = label(rising, values(true, flat), values(false, -1, -1));

        assertThat(task.valueAlongSuccesses()).hasSize(10);
        assertThat(task.valueAlongSuccesses().get(0)).isCloseTo(-.7, within(1e-6));
        assertThat(task.valueAlongSuccesses().get(9)).isCloseTo(-.25, within(1e-6));
        assertThat(task.valueAlongFailures()).hasSize(10).containsOnly(-1.0);
    }

    private static ValuedEpisode values(boolean success, float... values) {
        return new ValuedEpisode(
                Episodes.judged("e", "new", 1, success, "p".repeat(values.length)),
                Vec.of(values),
                Vec.of(new float[values.length]));
    }

    /** Values from which the Monte-Carlo advantage of a look to the end is as asked: V = g - A, with H_l = C = 8. */
    private static ValuedEpisode episode(String id, boolean success, List<Boolean> stalled, float... advantages) {
        float[] g = NormalisedReturn.of(8, 1).returns(advantages.length, success);
        float[] values = new float[g.length];
        for (int t = 0; t < g.length; t++) {
            values[t] = g[t] - advantages[t];
        }
        var judged = new JudgedEpisode(
                new EpisodeId(id),
                TASK,
                new CollectionId("new"),
                1,
                8,
                success,
                Sources.of("p".repeat(g.length)),
                stalled);
        return new ValuedEpisode(judged, Vec.of(values), Vec.of(new float[g.length]));
    }

    /** Almost all would be positive, but the minimum leaves only what is better than 0. */
    private static TaskLabels label(ValuedEpisode... episodes) {
        LabelSettings settings = LabelSettings.fineTuning(new CollectionId("new"))
                .positiveFraction(0.999)
                .leastAdvantage(1e-6)
                .lookaheadSeconds(1000)
                .settings();
        return new LabelRun(settings, NormalisedReturn.of(8, 1))
                .label(TASK, List.of(episodes))
                .task();
    }
}

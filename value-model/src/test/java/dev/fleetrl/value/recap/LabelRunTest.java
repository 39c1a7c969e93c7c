package dev.fleetrl.value.recap;

import static dev.fleetrl.value.recap.Episodes.flat;
import static dev.fleetrl.value.recap.Episodes.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.LabelledStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelRunTest {
    private static final NormalisedReturn RETURN = NormalisedReturn.of(8, 1);
    private static final TaskId TASK = Episodes.TASK;
    private static final String NEW = "round-2";
    private static final String OLD = "round-1";

    /** g = -.25, -.1875, -.125, -.0625, 0. With V = -0.25 throughout and N = 1: A = g_t - g_{t+1}, but for the last. */
    private static final ValuedEpisode SUCCESS = flat("success", NEW, true, "ppppp", -0.25f);

    @Test
    void labelsEachStepWithReturnValueAndAdvantage() {
        LabelRun.Result result = run(fineTuning(0.2)).label(TASK, List.of(SUCCESS));

        List<LabelledStep> steps = result.labels().get(0).steps();
        assertThat(result.labels().get(0).episode()).isEqualTo(new EpisodeId("success"));
        assertThat(steps.get(0)).isEqualTo(new LabelledStep(0, -0.25f, -0.25f, 0.5f, -0.0625f, false));
        assertThat(steps.get(4)).isEqualTo(new LabelledStep(4, 0, -0.25f, 0.5f, 0.25f, true));
        assertThat(result.task().epsilon()).isCloseTo(-0.0625, within(1e-6));
        assertThat(result.task().positiveBySource()).containsExactly(entry("policy", 0.2));
        assertThat(result.task().stepsBySource()).containsExactly(entry("policy", 5));
        assertThat(result.task().lookaheadSteps()).isEqualTo(1);
        assertThat(result.task().horizonSteps()).isEqualTo(8);
    }

    @Test
    void choosesTheThresholdOverTheNewestPolicyStepsOnly() {
        ValuedEpisode older = flat("older", OLD, true, "ppppp", -0.9f);
        ValuedEpisode corrected = flat("corrected", NEW, true, "ccccc", -0.9f);

        assertThat(epsilon(fineTuning(0.2), older, corrected, SUCCESS)).isEqualTo(epsilon(fineTuning(0.2), SUCCESS));
    }

    @Test
    void refusesToFineTuneWithoutPractice() {
        ValuedEpisode shown = flat("shown", OLD, true, "dddd", -0.5f);

        assertThatThrownBy(() -> run(fineTuning(0.2)).label(TASK, List.of(shown)))
                .isInstanceOf(LabelRefused.class)
                .hasMessage("task push has no step to choose its threshold over");
    }

    /** g = -.1875, -.125, -.0625, 0 and V = -0.5, so that A = g - V = .3125, .375, .4375, .5, whatever N is. */
    @Test
    void looksToTheEndOfDemonstrationsInPreTraining() {
        ValuedEpisode shown = flat("shown", OLD, true, "dddd", -0.5f);
        LabelSettings settings = LabelSettings.preTraining()
                .positiveFraction(0.25)
                .lookaheadSeconds(1)
                .settings();

        LabelRun.Result result = run(settings).label(TASK, List.of(shown));

        assertThat(result.labels().get(0).steps())
                .extracting(LabelledStep::advantage)
                .containsExactly(0.3125f, 0.375f, 0.4375f, 0.5f);
        assertThat(result.task().epsilon()).isEqualTo(0.4375);
        assertThat(result.task().positiveBySource()).containsExactly(entry("demonstration", 0.25));
    }

    /** V rises from -0.75 to -0.125 once the person drives: truncated, the step before loses both of its steps of time instead. */
    @Test
    void creditsTheSlipBeforeATakeoverOnlyIfAskedTo() {
        ValuedEpisode rescued = new ValuedEpisode(
                judged("rescued", NEW, 2, true, "ppccc"),
                Vec.of(-0.5f, -0.75f, -0.75f, -0.125f, 0),
                Vec.of(0, 0, 0, 0, 0));

        assertThat(advantageOfStepOne(fineTuning(0.5).truncateAtTakeover(true), rescued))
                .isEqualTo(-0.125f);
        assertThat(advantageOfStepOne(fineTuning(0.5).truncateAtTakeover(false), rescued))
                .isEqualTo(0.5f);
    }

    @Test
    void neverLabelsACorrectionNegativeUnlessToldTo() {
        ValuedEpisode failed = flat("failed", NEW, false, "ppcchcp", 0);

        assertThat(positives(fineTuning(0.1), failed, SUCCESS))
                .containsExactly(false, false, true, true, false, true, false);
        assertThat(positives(fineTuning(0.1).forceCorrections(false), failed, SUCCESS))
                .containsOnly(false);
    }

    /**
     * The long failure has A = .01, .02, … .07, then -.2275; the short success has -.0625, then .25. A quarter of the ten steps
     * is the success's last one and two of the failure's; a quarter of the two episodes is the success's last one alone.
     */
    @Test
    void weighsStepsOrEpisodes() {
        float[] values = new float[8];
        for (int t = 0; t < values.length; t++) {
            values[t] = -0.99f + t / 16f + 0.005f * t * (t + 1);
        }
        var stuck = new ValuedEpisode(judged("stuck", NEW, 1, false, "pppppppp"), Vec.of(values), Vec.of(new float[8]));
        ValuedEpisode quick = flat("quick", NEW, true, "pp", -0.25f);

        assertThat(positives(fineTuning(0.25), stuck, quick))
                .containsExactly(false, false, false, false, false, true, true, false);
        assertThat(positives(fineTuning(0.25).pool(LabelSettings.Pool.EPISODES), stuck, quick))
                .containsOnly(false);
    }

    @Test
    void callsNothingGoodThatIsNotBetterThanTheMinimum() {
        assertThat(positives(fineTuning(0.6).leastAdvantage(0.2), SUCCESS))
                .containsExactly(false, false, false, false, true);
        assertThat(epsilon(fineTuning(0.6).leastAdvantage(0.2), SUCCESS)).isEqualTo(0.2f);
    }

    /** Adding a constant to V changes A only where the episode's end is in sight, and there by that constant. */
    @Test
    void doesNotMindAConstantInTheValuesAwayFromTheEnd() {
        List<LabelledStep> lower = run(fineTuning(0.2))
                .label(TASK, List.of(flat("e", NEW, true, "ppppp", -0.75f)))
                .labels()
                .get(0)
                .steps();
        List<LabelledStep> higher = run(fineTuning(0.2))
                .label(TASK, List.of(SUCCESS))
                .labels()
                .get(0)
                .steps();

        for (int t = 0; t < 4; t++) {
            assertThat(lower.get(t).advantage()).isEqualTo(higher.get(t).advantage());
        }
        assertThat(lower.get(4).advantage()).isEqualTo(higher.get(4).advantage() + 0.5f);
    }

    @Test
    void refusesValuesThatDoNotFitTheSteps() {
        assertThatThrownBy(() -> new ValuedEpisode(judged("e", NEW, 1, true, "pp"), Vec.of(0), Vec.of(0, 0)))
                .hasMessage("episode e has 2 steps but 1 values and 2 probabilities");
    }

    private static float advantageOfStepOne(LabelSettings.Builder settings, ValuedEpisode episode) {
        return run(settings)
                .label(TASK, List.of(episode))
                .labels()
                .get(0)
                .steps()
                .get(1)
                .advantage();
    }

    private static List<Boolean> positives(LabelSettings.Builder settings, ValuedEpisode... episodes) {
        return run(settings).label(TASK, List.of(episodes)).labels().get(0).steps().stream()
                .map(LabelledStep::positive)
                .toList();
    }

    private static double epsilon(LabelSettings.Builder settings, ValuedEpisode... episodes) {
        return run(settings).label(TASK, List.of(episodes)).task().epsilon();
    }

    private static LabelSettings.Builder fineTuning(double positiveFraction) {
        return LabelSettings.fineTuning(new CollectionId(NEW)).positiveFraction(positiveFraction);
    }

    private static LabelRun run(LabelSettings.Builder settings) {
        return run(settings.settings());
    }

    private static LabelRun run(LabelSettings settings) {
        return new LabelRun(settings, RETURN);
    }
}

package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.LabelledStep;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelRunTest {
    private static final NormalisedReturn RETURN = NormalisedReturn.of(8, 1);
    private static final String NEW = "round-2";
    private static final String OLD = "round-1";

    /** g = -.25, -.1875, -.125, -.0625, 0. With V = -0.25 throughout and N = 1: A = g_t - g_{t+1}, but for the last. */
    private static final ValuedEpisode SUCCESS = flat("success", NEW, true, "ppppp", -0.25f);

    @Test
    void labelsEachStepWithReturnValueAndAdvantage() {
        LabelRun.Result result = run(0.2, true).label(List.of(SUCCESS));

        List<LabelledStep> steps = result.labels().get(0).steps();
        assertThat(result.labels().get(0).episode()).isEqualTo(new EpisodeId("success"));
        assertThat(steps.get(0)).isEqualTo(new LabelledStep(0, -0.25f, -0.25f, 0.5f, -0.0625f, false));
        assertThat(steps.get(4)).isEqualTo(new LabelledStep(4, 0, -0.25f, 0.5f, 0.25f, true));
        assertThat(result.threshold().epsilon()).isCloseTo(-0.0625f, within(1e-6f));
        assertThat(result.positiveBySource()).containsExactly(entry("policy", 0.2));
    }

    @Test
    void choosesTheThresholdOverTheNewestPolicyStepsOnly() {
        ValuedEpisode older = flat("older", OLD, true, "ppppp", -0.9f);
        ValuedEpisode corrected = flat("corrected", NEW, true, "ccccc", -0.9f);

        float epsilon = run(0.2, true)
                .label(List.of(older, corrected, SUCCESS))
                .threshold()
                .epsilon();

        assertThat(epsilon)
                .isEqualTo(run(0.2, true).label(List.of(SUCCESS)).threshold().epsilon());
    }

    /** Shown: A = -.0625 three times, then .5. Older practice: -.0625, then .4, three times over. */
    @Test
    void takesDemonstrationsForTheThresholdBeforeThereIsPractice() {
        ValuedEpisode shown = flat("shown", OLD, true, "dddd", -0.5f);
        ValuedEpisode older = flat("older", OLD, false, "pp", -0.9f);

        LabelRun.Result result = run(0.25, true).label(List.of(shown, older, older, older));

        assertThat(result.threshold().epsilon()).isCloseTo(-0.0625f, within(1e-6f));
        assertThat(result.positiveBySource()).containsEntry("demonstration", 1.0);
    }

    @Test
    void takesEverythingForTheThresholdWhereThereIsNothingElse() {
        ValuedEpisode older = flat("older", OLD, true, "cccp", -0.5f);

        assertThat(run(0.25, true).label(List.of(older)).positiveBySource())
                .containsOnly(entry("correction", 1.0), entry("policy", 1.0));
    }

    /** V rises from -0.75 to -0.125 when the person takes over: only without truncation is the step before credited. */
    @Test
    void creditsTheSlipBeforeATakeoverOnlyIfAskedTo() {
        ValuedEpisode rescued = new ValuedEpisode(
                new EpisodeId("rescued"),
                new CollectionId(NEW),
                2,
                true,
                Sources.of("ppccc"),
                Vec.of(-0.5f, -0.75f, -0.75f, -0.125f, 0),
                Vec.of(0, 0, 0, 0, 0));

        float truncated = advantageOfStepOne(run(0.5, true), rescued);
        float credited = advantageOfStepOne(run(0.5, false), rescued);

        assertThat(truncated).isEqualTo(-0.0625f);
        assertThat(credited).isEqualTo(0.5f);
    }

    @Test
    void neverLabelsACorrectionNegative() {
        ValuedEpisode failed = flat("failed", NEW, false, "ppcchcp", 0);

        List<LabelledStep> steps =
                run(0.1, true).label(List.of(failed, SUCCESS)).labels().get(0).steps();

        assertThat(steps)
                .extracting(LabelledStep::positive)
                .containsExactly(false, false, true, true, false, true, false);
    }

    @Test
    void refusesValuesThatDoNotFitTheSteps() {
        assertThatThrownBy(() -> new ValuedEpisode(
                        new EpisodeId("e"), new CollectionId(NEW), 1, true, Sources.of("pp"), Vec.of(0), Vec.of(0, 0)))
                .hasMessage("episode e has 2 steps but 1 values and 2 probabilities");
    }

    private static float advantageOfStepOne(LabelRun run, ValuedEpisode episode) {
        return run.label(List.of(episode)).labels().get(0).steps().get(1).advantage();
    }

    private static LabelRun run(double positiveFraction, boolean truncateAtTakeover) {
        return new LabelRun(
                new LabelSettings(1, 1, positiveFraction, new CollectionId(NEW), truncateAtTakeover, 0, 0), RETURN);
    }

    /** One step a second, so that N = 1; the value is the same everywhere. */
    private static ValuedEpisode flat(String id, String collection, boolean success, String sources, float value) {
        float[] values = new float[sources.length()];
        float[] halves = new float[sources.length()];
        Arrays.fill(values, value);
        Arrays.fill(halves, 0.5f);
        return new ValuedEpisode(
                new EpisodeId(id),
                new CollectionId(collection),
                1,
                success,
                Sources.of(sources),
                Vec.of(values),
                Vec.of(halves));
    }
}

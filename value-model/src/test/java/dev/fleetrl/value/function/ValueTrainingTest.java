package dev.fleetrl.value.function;

import static dev.fleetrl.contracts.LabelSettings.Target.TWO_HOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.value.SyntheticEpisodes;
import dev.fleetrl.value.function.EpisodeFrames.Range;
import dev.fleetrl.value.recap.LabelRefused;
import dev.fleetrl.value.recap.NormalisedReturn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTrainingTest {
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));
    private static final NormalisedReturn RETURN = NormalisedReturn.of(SyntheticEpisodes.HORIZON, 1);
    private static final Map<TaskId, NormalisedReturn> RETURNS = Map.of(new TaskId("push"), RETURN);
    private static final ObservationShape SHAPE = new ObservationShape(2, SyntheticEpisodes.PIXELS, 2);

    @Test
    void learnsFromPicturesHowEpisodesGoOn() throws IOException {
        EpisodeFrames frames = frames(SyntheticEpisodes.pairs(6, "c", SHOWN));
        List<Float> losses = new ArrayList<>();
        try (ValueFunction function = new ValueFunction(SmallValueFunction.CONFIG, SHAPE, TWO_HOT, 1)) {
            ValueTraining training = new ValueTraining(function, SmallValueFunction.CONFIG, frames, 1);

            training.train(150, (step, loss) -> losses.add(loss));

            assertThat(mean(losses.subList(140, 150))).isLessThan(0.6 * mean(losses.subList(0, 10)));
            Map<String, Double> metrics = training.health().metrics();
            assertThat(metrics).containsEntry("heldOutEpisodes", 4.0);
            assertThat(metrics.get("spearman")).isGreaterThan(0.6);
            assertThat(metrics.get("pictureGap")).isGreaterThan(0.5);
            assertThat(metrics.get("valueSuccess")).isGreaterThan(metrics.getOrDefault("valueFailure", 0.0) + 0.1);
            assertSuccessesEndAboveFailures(function, training, frames);
        }
    }

    private static void assertSuccessesEndAboveFailures(
            ValueFunction function, ValueTraining training, EpisodeFrames frames) {
        for (Range episode : frames.episodes()) {
            List<Vec> distributions = training.distributions(episode);
            Vec last = distributions.get(distributions.size() - 1);
            double probability = function.bins().successProbability(last, RETURN.edge());
            if (episode.success()) {
                assertThat(probability).isGreaterThan(0.8);
                assertThat(function.bins().mean(last))
                        .isGreaterThan(function.bins().mean(distributions.get(0)));
            } else {
                assertThat(probability).isLessThan(0.6);
                assertThat(function.bins().mean(last)).isLessThan(-0.3f);
            }
        }
    }

    @Test
    void trainsAlikeFromTheSameSeedAndNotFromAnother() throws IOException {
        EpisodeFrames frames = frames(SyntheticEpisodes.pairs(2, "c", SHOWN));

        assertThat(losses(frames, 7)).isEqualTo(losses(frames, 7)).isNotEqualTo(losses(frames, 8));
    }

    @Test
    void saysThatThereIsNothingToTrainOn() {
        EpisodeFrames none = new EpisodeFrames(SHAPE, RETURNS);
        try (ValueFunction function = new ValueFunction(SmallValueFunction.CONFIG, SHAPE, TWO_HOT, 1)) {
            ValueTraining training = new ValueTraining(function, SmallValueFunction.CONFIG, none, 1);

            assertThatThrownBy(() -> training.train(1, (step, loss) -> {}))
                    .hasMessage("there is no step to train the value function on");
            assertThat(training.health().metrics()).isEmpty();
            assertThat(training.health().flags()).singleElement().asString().startsWith("not-measured:");
        }
    }

    @Test
    void learnsNothingFromWaitsNorIsJudgedByThem() throws IOException {
        EpisodeFrames waits = frames(SyntheticEpisodes.pairs(2, "c", new ActionSource.Hold()));
        try (ValueFunction function = new ValueFunction(SmallValueFunction.CONFIG, SHAPE, TWO_HOT, 1)) {
            ValueTraining training = new ValueTraining(function, SmallValueFunction.CONFIG, waits, 1);

            assertThatThrownBy(() -> training.train(1, (step, loss) -> {}))
                    .hasMessage("there is no step to train the value function on");
            assertThat(training.health().flags()).singleElement().asString().startsWith("not-measured:");
        }
    }

    @Test
    void stopsWhereTheLossIsNoNumber() throws IOException {
        EpisodeFrames frames = frames(SyntheticEpisodes.pairs(2, "c", SHOWN));
        ValueFunctionConfig wild = SmallValueFunction.withLearningRate(1e38);
        try (ValueFunction function = new ValueFunction(wild, SHAPE, TWO_HOT, 1)) {
            ValueTraining training = new ValueTraining(function, wild, frames, 1);

            assertThatThrownBy(() -> training.train(50, (step, loss) -> {}))
                    .isInstanceOf(LabelRefused.class)
                    .hasMessageStartingWith("the value function diverged: its loss is ")
                    .hasMessageEndingWith("; lower learningRate, which is 1.0E38");
        }
    }

    /** All episodes fail and look alike, so there is nothing that a picture could tell. */
    @Test
    void flagsAValueFunctionThatIgnoresThePicture() throws IOException {
        List<SealedEpisode> alike = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            alike.add(SyntheticEpisodes.episode("e-" + i, "c", SHOWN, Outcome.FAILURE));
        }
        try (ValueFunction function = new ValueFunction(SmallValueFunction.CONFIG, SHAPE, TWO_HOT, 1)) {
            ValueTraining training = new ValueTraining(function, SmallValueFunction.CONFIG, frames(alike), 1);
            training.train(5, (step, loss) -> {});

            assertThat(training.health().flags())
                    .singleElement()
                    .asString()
                    .startsWith("ignores-picture: showing other pictures raises the loss by ");
        }
    }

    @Test
    void showsPicturesOfOtherStepsOfTheSameTask() {
        assertThat(ValueTraining.shuffledWithin(List.of(new int[] {1, 2}, new int[] {7, 8})))
                .containsExactly(2, 1, 8, 7);
    }

    @Test
    void namesTheStepThatDoesNotFit() {
        EpisodeFrames frames = new EpisodeFrames(new ObservationShape(3, SyntheticEpisodes.PIXELS, 2), RETURNS);

        assertThatThrownBy(
                        () -> frames.add(SyntheticEpisodes.pairs(1, "c", SHOWN).get(0)))
                .hasMessageStartingWith("step 0 of episode c-good-0 with cameras [third, wrist]: ");
    }

    @Test
    void namesTheEpisodeWhoseCamerasAreInAnotherOrder() throws IOException {
        EpisodeFrames frames = frames(SyntheticEpisodes.pairs(1, "c", SHOWN));
        SealedEpisode odd = SyntheticEpisodes.pairs(1, "odd", SHOWN).get(0);
        List<Step> turned = odd.steps().stream()
                .map(ValueTrainingTest::withCamerasTurnedRound)
                .toList();

        assertThatThrownBy(() -> frames.add(new SealedEpisode(odd.manifest(), turned)))
                .hasMessage("step 0 of episode odd-good-0 with cameras [wrist, third]: others have [third, wrist];"
                        + " label robots of one kind together");
    }

    private static Step withCamerasTurnedRound(Step step) {
        List<Frame> frames = step.observation().frames();
        return new Step(
                step.index(),
                step.atMillis(),
                new Observation(
                        List.of(frames.get(1), frames.get(0)),
                        step.observation().proprioception()),
                step.action(),
                step.policyAction(),
                step.source(),
                step.chunk(),
                step.stage(),
                step.review());
    }

    private static List<Float> losses(EpisodeFrames frames, long seed) {
        List<Float> losses = new ArrayList<>();
        try (ValueFunction function = new ValueFunction(SmallValueFunction.CONFIG, SHAPE, TWO_HOT, seed)) {
            new ValueTraining(function, SmallValueFunction.CONFIG, frames, seed)
                    .train(5, (step, loss) -> losses.add(loss));
        }
        return losses;
    }

    private static EpisodeFrames frames(List<SealedEpisode> episodes) throws IOException {
        EpisodeFrames frames = new EpisodeFrames(SHAPE, RETURNS);
        for (SealedEpisode episode : episodes) {
            frames.add(episode);
        }
        return frames;
    }

    private static double mean(List<Float> losses) {
        return losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
    }
}

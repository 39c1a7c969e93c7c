package dev.fleetrl.policy.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.learning.ScalarEvents;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.recipe.recap.Recap;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final int CORES = 1;
    private static final Map<String, Double> SMALL =
            Map.of("batch", 8.0, "flowSamples", 2.0, "warmUpSteps", 2.0, "imageShift", 1.0);

    private final TrainingSet demonstrations = SyntheticFrames.episodes(3, 6, SourceKind.DEMONSTRATION, 1);
    private final List<TrainingProgress> progress = new ArrayList<>();

    @Test
    void makesTheSameWeightsFromTheSameSeed() {
        Trainer.Trained once =
                trainer(new SupervisedFineTuning()).train(demonstrations, SyntheticFrames.TINY, 5, 7, p -> {});
        Trainer.Trained again =
                trainer(new SupervisedFineTuning()).train(demonstrations, SyntheticFrames.TINY, 5, 7, p -> {});
        Trainer.Trained other =
                trainer(new SupervisedFineTuning()).train(demonstrations, SyntheticFrames.TINY, 5, 8, p -> {});

        assertThat(again.state()).isEqualTo(once.state());
        assertThat(other.state()).isNotEqualTo(once.state());
    }

    @Test
    void lowersTheLossAndSaysSo() {
        trainer(new SupervisedFineTuning()).train(demonstrations, SyntheticFrames.TINY, 1, 7, progress::add);
        Trainer.Trained trained =
                trainer(new SupervisedFineTuning()).train(demonstrations, SyntheticFrames.TINY, 150, 7, progress::add);

        assertThat(trained.metrics().get("loss"))
                .isLessThan(0.7 * progress.get(0).loss());
        TrainingProgress last = progress.get(progress.size() - 1);
        assertThat(last.step()).isEqualTo(150);
        assertThat(last.secondsLeft()).isZero();
        assertThat(last.loss()).isEqualTo(trained.metrics().get("loss"));
    }

    /** The child's data moves twice as far; with scales of its own it would not fit the parent's weights. */
    @Test
    void keepsTheParentsScales() {
        Trainer trainer = trainer(new SupervisedFineTuning());
        Trainer.Trained parent = trainer.train(demonstrations, SyntheticFrames.TINY, 2, 7, p -> {});
        TrainingSet corrections = SyntheticFrames.episodes(2, 9, SourceKind.DEMONSTRATION, 2);

        Trainer.Trained child = trainer.train(
                corrections,
                new Trainer.Parent(parent.network(), parent.normalisation(), parent.served()),
                2,
                7,
                p -> {});

        assertThat(child.normalisation()).isEqualTo(parent.normalisation());
        assertThat(child.normalisation())
                .isNotEqualTo(trainer.train(corrections, SyntheticFrames.TINY, 1, 7, p -> {})
                        .normalisation());
    }

    @Test
    void beginsWhereItsParentEnded() {
        Trainer trainer = trainer(new SupervisedFineTuning());
        Trainer.Trained parent = trainer.train(demonstrations, SyntheticFrames.TINY, 100, 7, p -> {});

        trainer.train(
                demonstrations,
                new Trainer.Parent(parent.network(), parent.normalisation(), parent.served()),
                1,
                8,
                progress::add);
        trainer.train(demonstrations, SyntheticFrames.TINY, 1, 8, progress::add);

        assertThat(progress.get(0).loss()).isLessThan(0.8 * progress.get(1).loss());
    }

    @Test
    void recordsWhomItLearnedFrom() {
        Trainer.Trained trained = trainer(new Recap()).train(mixed(), SyntheticFrames.TINY, 100, 7, p -> {});

        assertThat(trained.settings().get("realised.demonstration")).isCloseTo(0.45, within(0.06));
        assertThat(trained.settings().get("realised.correction")).isCloseTo(0.45, within(0.06));
        assertThat(trained.settings().get("realised.old")).isCloseTo(0.1, within(0.06));
        assertThat(trained.settings()).containsEntry("batch", 8.0).doesNotContainKey("realised.hold");
    }

    /** One step in ten is positive, and one episode in two. */
    @Test
    void recordsHowMuchOfWhatItDrewWasPositive() {
        Origin recent = new Origin(true, false, true);
        TrainingSet set = new SyntheticPractice()
                .episode(SourceKind.POLICY, SyntheticPractice.EPSILON + 1, recent, 1)
                .episode(SourceKind.POLICY, SyntheticPractice.EPSILON - 1, recent, 9)
                .set();

        Trainer.Trained trained = trainer(new Recap()).train(set, SyntheticFrames.TINY, 50, 7, p -> {});

        assertThat(trained.settings().get("realised.positive.recent")).isCloseTo(0.5, within(0.06));
        assertThat(trained.settings()).doesNotContainKey("realised.positive.demonstration");
    }

    @Test
    void learnsFromDemonstrationsAloneAsAControl() {
        Trainer.Trained trained =
                trainer(new SupervisedFineTuning()).train(mixed(), SyntheticFrames.TINY, 2, 7, p -> {});

        assertThat(trained.settings()).containsEntry("realised.demonstration", 1.0);
        assertThat(trained.settings()).doesNotContainKeys("realised.old", "realised.correction");
    }

    @Test
    void keepsItsCurves() {
        Trainer.Trained trained =
                trainer(new SupervisedFineTuning()).train(demonstrations, SyntheticFrames.TINY, 13, 7, p -> {});

        assertThat(trained.curves()).extracting(ScalarEvents.Row::step).containsExactly(0L, 10L, 12L);
        assertThat(trained.curves().get(2).values())
                .containsOnlyKeys("loss", "learningRate", "realised.demonstration")
                .containsEntry("loss", trained.metrics().get("loss"))
                .containsEntry("realised.demonstration", 1.0);
    }

    /** Rather than to publish a policy of NaN. */
    @Test
    void endsWhenTheLossIsNoNumberAnyMore() {
        Recipe recipe = new SupervisedFineTuning();
        RecipeSettings wild =
                recipe.settings().changedBy(SMALL).changedBy(Map.of("learningRate", 1e30, "warmUpSteps", 0.0));

        assertThatThrownBy(() -> new Trainer(recipe, wild, CORES, System::nanoTime)
                        .train(demonstrations, SyntheticFrames.TINY, 20, 7, p -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "the loss is .+ at step [0-9]+; lower the learning rate, and see batch and flowSamples");
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        assertThatThrownBy(() -> new Recap().settings().changedBy(Map.of("learnigRate", 1e-3)))
                .hasMessageStartingWith("unknown setting 'learnigRate'; there are [batch,");
    }

    /** As many steps of each source, and a hold between. */
    private static TrainingSet mixed() {
        ObservationSet observations = new ObservationSet(SyntheticFrames.SHAPE);
        List<TrainingStep> steps = new ArrayList<>();
        Optional<StepLabel> label = Optional.of(new StepLabel(0, 0, 0, false));
        for (SourceKind source : SourceKind.values()) {
            for (int step = 0; step < 3; step++) {
                int observation = observations.add(
                        SyntheticFrames.picture(5, 5), new int[12], SyntheticFrames.proprioception(step));
                Acted acted = new Acted(SyntheticFrames.action(5, 5, step), source);
                steps.add(new TrainingStep(observation, acted, label, Origin.DEMONSTRATED));
            }
        }
        return new TrainingSet(observations, List.of(steps));
    }

    private static Trainer trainer(Recipe recipe) {
        return new Trainer(recipe, recipe.settings().changedBy(SMALL), CORES, System::nanoTime);
    }
}

package dev.fleetrl.policy.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.TrainingSet.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Chunks of four actions. */
class LabelledChunksTest {
    private static final int HORIZON = 4;
    private static final SourceKind OWN = SourceKind.POLICY;
    private static final SourceKind PERSON = SourceKind.CORRECTION;

    private final ObservationSet observations = new ObservationSet(SyntheticFrames.SHAPE);
    private final List<List<TrainingStep>> episodes = new ArrayList<>();

    /** Of six steps the last three begin a chunk that nobody knows the end of; after a success the arm rests. */
    @Test
    void leavesOutWhatAFailureCutOff() {
        episode(false, 1, OWN, OWN, OWN, OWN, OWN, OWN);
        episode(true, 3, OWN, OWN);

        assertThat(chunks().learned())
                .containsExactly(new Start(0, 0), new Start(0, 1), new Start(0, 2), new Start(1, 0), new Start(1, 1));
    }

    /** The person's own chunk goes on to the end of the success; while nobody acts nothing begins. */
    @Test
    void leavesOutWhatAPersonCutShort() {
        episode(true, 1, OWN, OWN, OWN, OWN, OWN, SourceKind.HOLD, PERSON, PERSON);
        episode(true, 3, OWN);

        assertThat(chunks().learned())
                .containsExactly(new Start(0, 0), new Start(0, 1), new Start(0, 6), new Start(0, 7), new Start(1, 0));
    }

    /** Advantages 1 and 3: mean 2, deviation 1. */
    @Test
    void measuresAdvantagesInTheirDeviation() {
        episode(true, 1, OWN);
        episode(true, 3, OWN);

        LabelledChunks chunks = chunks();

        assertThat(chunks.mean()).isEqualTo(2);
        assertThat(chunks.deviation()).isEqualTo(1);
        assertThat(chunks.targets(chunks.learned())).containsExactly(-1, 1);
    }

    /** Whole episodes, and their advantages have no say in the scale. */
    @Test
    void holdsOutEveryFifthEpisode() {
        for (int episode = 0; episode < 10; episode++) {
            episode(true, episode % 5 == 4 ? 100 : episode % 2, OWN, OWN);
        }

        LabelledChunks chunks = chunks();

        assertThat(chunks.heldOut())
                .containsExactly(new Start(4, 0), new Start(4, 1), new Start(9, 0), new Start(9, 1));
        assertThat(chunks.learned()).hasSize(16).doesNotContainAnyElementsOf(chunks.heldOut());
        assertThat(chunks.mean()).isEqualTo(0.5);
    }

    @Test
    void refusesWhatHasNothingToTellApart() {
        episode(true, 1, OWN, OWN);

        assertThatThrownBy(this::chunks)
                .hasMessage("chunkValueSteps needs labelled chunks of different advantages, the snapshot has 2 whole"
                        + " ones; practise and label first, or set it to 0");
    }

    private LabelledChunks chunks() {
        return LabelledChunks.of(new TrainingSet(observations, episodes), HORIZON);
    }

    private void episode(boolean succeeded, double advantage, SourceKind... sources) {
        List<TrainingStep> steps = new ArrayList<>();
        for (SourceKind source : sources) {
            int observation = observations.add(
                    SyntheticFrames.picture(5, 5), new int[12], SyntheticFrames.proprioception(steps.size()));
            steps.add(new TrainingStep(
                    observation,
                    new Acted(SyntheticFrames.action(5, 5, steps.size()), source),
                    Optional.of(new StepLabel(0, 0, advantage, true)),
                    new Origin(succeeded, false, true)));
        }
        episodes.add(steps);
    }
}

package dev.fleetrl.policy.data;

import static dev.fleetrl.policy.data.RecordedData.CAMERAS;
import static dev.fleetrl.policy.data.RecordedData.HOLD;
import static dev.fleetrl.policy.data.RecordedData.KIM;
import static dev.fleetrl.policy.data.RecordedData.POLICY;
import static dev.fleetrl.policy.data.RecordedData.SHOWN;
import static dev.fleetrl.policy.data.RecordedData.episode;
import static dev.fleetrl.policy.data.RecordedData.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.data.SnapshotReader.Sidecars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReaderTest {

    @TempDir
    Path data;

    private RecordedData recorded;

    @BeforeEach
    void open() {
        recorded = new RecordedData(data);
    }

    @Test
    void leavesOutDemonstrationsThatFailed() throws IOException {
        Snapshot snapshot = recorded.stored(
                episode("good", Outcome.SUCCESS, CAMERAS, SHOWN, SHOWN),
                episode("bad", Outcome.FAILURE, CAMERAS, SHOWN, SHOWN, SHOWN),
                episode("tried", Outcome.FAILURE, CAMERAS, POLICY));

        assertThat(SnapshotReader.read(data, snapshot, Sidecars.NONE, List.of())
                        .set()
                        .episodes())
                .extracting(List::size)
                .containsExactly(2, 1);
    }

    /** Also after steps in which nobody acted. */
    @Test
    void givesEachStepItsOwnLabel() throws IOException {
        Snapshot snapshot =
                recorded.stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY, HOLD, HOLD, KIM, POLICY, POLICY));
        recorded.label(labels("e", false, false, false, true, true, false));

        TrainingSet set = SnapshotReader.read(data, snapshot, Sidecars.labels("run"), List.of())
                .set();

        assertThat(set.episodes().get(0))
                .extracting(step -> step.label().orElseThrow().indicator())
                .containsExactly(
                        Indicator.NEGATIVE,
                        Indicator.NEGATIVE,
                        Indicator.NEGATIVE,
                        Indicator.POSITIVE,
                        Indicator.POSITIVE,
                        Indicator.NEGATIVE);
    }

    @Test
    void refusesLabelsOfAnotherLength() throws IOException {
        Snapshot snapshot = recorded.stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY, POLICY));
        recorded.label(labels("e", true));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Sidecars.labels("run"), List.of()))
                .hasMessage("label run run has 1 labels for the 2 steps of e; label again");
    }

    /** By the clock, whatever the names; demonstrations may come after it. */
    @Test
    void takesTheLastPracticeForTheNewest() throws IOException {
        Snapshot snapshot = recorded.stored(
                episode("a", "practice-10", 3000, Outcome.FAILURE, POLICY, KIM),
                episode("b", "practice-2", 2000, Outcome.SUCCESS, POLICY),
                episode("c", "shown", 4000, Outcome.SUCCESS, SHOWN));

        assertThat(origins(snapshot, Sidecars.NONE))
                .containsExactly(new Origin(false, true, true), new Origin(true, false, false), Origin.DEMONSTRATED);
    }

    /** Each run of a virtual site begins at time zero. */
    @Test
    void takesTheRoundsOrderBeforeTheClocks() throws IOException {
        Snapshot snapshot = recorded.stored(
                episode("d", "shown", 0, Outcome.SUCCESS, SHOWN),
                episode("p1", "practice-1", 5000, Outcome.SUCCESS, POLICY),
                episode("p2", "practice-2", 4000, Outcome.FAILURE, POLICY),
                episode("z", "more-shown", 0, Outcome.SUCCESS, SHOWN));
        List<CollectionId> order = Stream.of("shown", "practice-1", "practice-2", "more-shown")
                .map(CollectionId::new)
                .toList();

        assertThat(SnapshotReader.read(data, snapshot, Sidecars.NONE, order)
                        .set()
                        .episodes())
                .extracting(steps -> steps.get(0).origin().newest())
                .containsExactly(false, false, true, false);
    }

    @Test
    void takesThePracticeThatTheLabelsNameForTheNewest() throws IOException {
        Snapshot snapshot = recorded.stored(
                episode("p1", "c", 2000, Outcome.SUCCESS, POLICY),
                episode("p2", "second", 3000, Outcome.FAILURE, POLICY));
        recorded.label(labels("p1", true), labels("p2", false));

        assertThat(origins(snapshot, Sidecars.labels("run")))
                .containsExactly(new Origin(true, false, true), new Origin(false, false, false));
    }

    @Test
    void refusesLabelsOfOtherEpisodes() throws IOException {
        Snapshot snapshot = recorded.stored(
                episode("e1", Outcome.SUCCESS, CAMERAS, POLICY), episode("e2", Outcome.SUCCESS, CAMERAS, POLICY));
        recorded.label(labels("e1", true));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Sidecars.labels("run"), List.of()))
                .hasMessage("label run run has no labels of episode e2; name a run over all collections of the round,"
                        + " or ask for labels");
    }

    @Test
    void refusesLabelsThatAreNotThereYet() throws IOException {
        Snapshot snapshot = recorded.stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Sidecars.labels("run"), List.of()))
                .hasMessage("label run run is not finished; label first");
    }

    private List<Origin> origins(Snapshot snapshot, Sidecars sidecars) throws IOException {
        return SnapshotReader.read(data, snapshot, sidecars, List.of()).set().episodes().stream()
                .map(steps -> steps.get(0).origin())
                .toList();
    }

    /** The same number of cameras, the other way round: it would train, on nonsense. */
    @Test
    void refusesCamerasInAnotherOrder() throws IOException {
        Snapshot snapshot = recorded.stored(
                episode("e1", Outcome.SUCCESS, CAMERAS, POLICY),
                episode("e2", Outcome.SUCCESS, List.of("wrist", "third"), POLICY));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Sidecars.NONE, List.of()))
                .hasMessage("episode e2 of task spot has cameras [wrist, third], others have [third, wrist];"
                        + " train on robots of one kind");
    }
}

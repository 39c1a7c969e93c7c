package dev.fleetrl.policy.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.condition.Indicator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReaderTest {
    private static final RobotId ROBOT = new RobotId("arm-1");
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v0"));
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));
    private static final ActionSource KIM = new ActionSource.Correction(new OperatorId("kim"));
    private static final ActionSource HOLD = new ActionSource.Hold();
    private static final List<String> CAMERAS = List.of("third", "wrist");

    @TempDir
    Path data;

    @Test
    void leavesOutDemonstrationsThatFailed() throws IOException {
        Snapshot snapshot = stored(
                episode("good", Outcome.SUCCESS, CAMERAS, SHOWN, SHOWN),
                episode("bad", Outcome.FAILURE, CAMERAS, SHOWN, SHOWN, SHOWN),
                episode("tried", Outcome.FAILURE, CAMERAS, POLICY));

        assertThat(SnapshotReader.read(data, snapshot, Optional.empty(), List.of())
                        .set()
                        .episodes())
                .extracting(List::size)
                .containsExactly(2, 1);
    }

    /** Also after steps in which nobody acted. */
    @Test
    void givesEachStepItsOwnLabel() throws IOException {
        Snapshot snapshot = stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY, HOLD, HOLD, KIM, POLICY, POLICY));
        label(labels("e", false, false, false, true, true, false));

        TrainingSet set = SnapshotReader.read(data, snapshot, Optional.of(new LabelRunId("run")), List.of())
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
        Snapshot snapshot = stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY, POLICY));
        label(labels("e", true));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Optional.of(new LabelRunId("run")), List.of()))
                .hasMessage("label run run has 1 labels for the 2 steps of e; label again");
    }

    /** By the clock, whatever the names; demonstrations may come after it. */
    @Test
    void takesTheLastPracticeForTheNewest() throws IOException {
        Snapshot snapshot = stored(
                episode("a", "practice-10", 3000, Outcome.FAILURE, POLICY, KIM),
                episode("b", "practice-2", 2000, Outcome.SUCCESS, POLICY),
                episode("c", "shown", 4000, Outcome.SUCCESS, SHOWN));

        assertThat(origins(snapshot, Optional.empty()))
                .containsExactly(new Origin(false, true, true), new Origin(true, false, false), Origin.DEMONSTRATED);
    }

    /** Each run of a virtual site begins at time zero. */
    @Test
    void takesTheRoundsOrderBeforeTheClocks() throws IOException {
        Snapshot snapshot = stored(
                episode("d", "shown", 0, Outcome.SUCCESS, SHOWN),
                episode("p1", "practice-1", 5000, Outcome.SUCCESS, POLICY),
                episode("p2", "practice-2", 4000, Outcome.FAILURE, POLICY),
                episode("z", "more-shown", 0, Outcome.SUCCESS, SHOWN));
        List<CollectionId> order = Stream.of("shown", "practice-1", "practice-2", "more-shown")
                .map(CollectionId::new)
                .toList();

        assertThat(SnapshotReader.read(data, snapshot, Optional.empty(), order)
                        .set()
                        .episodes())
                .extracting(steps -> steps.get(0).origin().newest())
                .containsExactly(false, false, true, false);
    }

    @Test
    void takesThePracticeThatTheLabelsNameForTheNewest() throws IOException {
        Snapshot snapshot = stored(
                episode("p1", "c", 2000, Outcome.SUCCESS, POLICY),
                episode("p2", "second", 3000, Outcome.FAILURE, POLICY));
        label(labels("p1", true), labels("p2", false));

        assertThat(origins(snapshot, Optional.of(new LabelRunId("run"))))
                .containsExactly(new Origin(true, false, true), new Origin(false, false, false));
    }

    @Test
    void refusesLabelsOfOtherEpisodes() throws IOException {
        Snapshot snapshot = stored(
                episode("e1", Outcome.SUCCESS, CAMERAS, POLICY), episode("e2", Outcome.SUCCESS, CAMERAS, POLICY));
        label(labels("e1", true));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Optional.of(new LabelRunId("run")), List.of()))
                .hasMessage("label run run has no labels of episode e2; name a run over all collections of the round,"
                        + " or ask for labels");
    }

    @Test
    void refusesLabelsThatAreNotThereYet() throws IOException {
        Snapshot snapshot = stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Optional.of(new LabelRunId("run")), List.of()))
                .hasMessage("label run run is not finished; label first");
    }

    private List<Origin> origins(Snapshot snapshot, Optional<LabelRunId> run) throws IOException {
        return SnapshotReader.read(data, snapshot, run, List.of()).set().episodes().stream()
                .map(steps -> steps.get(0).origin())
                .toList();
    }

    /** The same number of cameras, the other way round: it would train, on nonsense. */
    @Test
    void refusesCamerasInAnotherOrder() throws IOException {
        Snapshot snapshot = stored(
                episode("e1", Outcome.SUCCESS, CAMERAS, POLICY),
                episode("e2", Outcome.SUCCESS, List.of("wrist", "third"), POLICY));

        assertThatThrownBy(() -> SnapshotReader.read(data, snapshot, Optional.empty(), List.of()))
                .hasMessage("episode e2 of task spot has cameras [wrist, third], others have [third, wrist];"
                        + " train on robots of one kind");
    }

    private Snapshot stored(SealedEpisode... episodes) throws IOException {
        List<EpisodeManifest> manifests = new ArrayList<>();
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (SealedEpisode episode : episodes) {
                store.write(episode);
                manifests.add(episode.manifest());
            }
        }
        return SnapshotStore.of(new SnapshotId("s"), List.of(new TaskId("spot")), manifests);
    }

    private static EpisodeLabels labels(String episode, Boolean... positive) {
        List<LabelledStep> steps = new ArrayList<>();
        for (boolean isPositive : positive) {
            steps.add(new LabelledStep(steps.size(), 0, 0, 0, 0, isPositive));
        }
        return new EpisodeLabels(new EpisodeId(episode), steps);
    }

    /** By a run whose newest practice is "c". */
    private void label(EpisodeLabels... labels) throws IOException {
        LabelRunManifest manifest = new LabelRunManifest(
                Schema.LABELS,
                new LabelRunId("run"),
                new SnapshotId("s"),
                LabelSettings.fineTuning(new CollectionId("c")).settings(),
                new LabelRunId("run"),
                List.of(new TaskLabels(
                        new TaskId("spot"), 10, 10, 1, 0, Map.of(), Map.of(), Map.of(), List.of(), List.of())),
                Map.of(),
                List.of(),
                1);
        try (LabelStore store = LabelStore.open(data.resolve("labels"))) {
            store.write(manifest, List.of(labels));
        }
    }

    private static SealedEpisode episode(
            String id, Outcome outcome, List<String> cameras, ActionSource driver, ActionSource... others) {
        return sealed(plan(id, "c", driver), 1000, outcome, cameras, others);
    }

    private static SealedEpisode episode(
            String id, String collection, long startedAtMillis, Outcome outcome, ActionSource... sources) {
        ActionSource[] others = Arrays.copyOfRange(sources, 1, sources.length);
        return sealed(plan(id, collection, sources[0]), startedAtMillis, outcome, CAMERAS, others);
    }

    private static EpisodePlan plan(String id, String collection, ActionSource driver) {
        return new EpisodePlan(
                new EpisodeId(id), new CollectionId(collection), new TaskId("spot"), Cohort.TRAIN, driver, 7, 1);
    }

    private static SealedEpisode sealed(
            EpisodePlan plan, long startedAtMillis, Outcome outcome, List<String> cameras, ActionSource... others) {
        ActionSource driver = plan.driver();
        List<ActionSource> sources = new ArrayList<>(List.of(driver));
        sources.addAll(List.of(others));
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(new EpisodeEvent.Opened(
                plan.episode(), ROBOT, "session", plan, SyntheticFrames.INSTRUCTION, 10, 120, startedAtMillis));
        for (int index = 0; index < sources.size(); index++) {
            events.add(new EpisodeEvent.Stepped(plan.episode(), step(index, cameras, sources.get(index))));
        }
        Ending ending = new Ending(outcome, "judged", OutcomeSource.ENVIRONMENT);
        events.add(new EpisodeEvent.Closed(plan.episode(), ending, sources.size(), startedAtMillis + 1000));
        EpisodeAssembly assembly = new EpisodeAssembly();
        long number = 0;
        List<SealedEpisode> sealed = new ArrayList<>();
        for (EpisodeEvent event : events) {
            assembly.on(new NumberedEvent(ROBOT, ++number, event)).forEach(over -> sealed.add(over.episode()));
        }
        return sealed.get(0);
    }

    private static Step step(int index, List<String> cameras, ActionSource source) {
        Bytes jpeg = Bytes.of(FrameCodec.encode(SyntheticFrames.picture(5, 5), SyntheticFrames.PIXELS, 0.9));
        List<Frame> frames =
                cameras.stream().map(camera -> new Frame(camera, jpeg)).toList();
        return new Step(
                index,
                1000 + 100L * index,
                new Observation(frames, Vec.of(SyntheticFrames.proprioception(index))),
                SyntheticFrames.action(5, 5, index),
                Vec.of(),
                source,
                ChunkPosition.NONE,
                0,
                List.of());
    }
}

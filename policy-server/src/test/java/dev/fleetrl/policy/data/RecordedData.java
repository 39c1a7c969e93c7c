package dev.fleetrl.policy.data;

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
import dev.fleetrl.episodes.ProgressStep;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.policy.SyntheticFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A data folder with a few recorded episodes, and what runs left beside them. */
record RecordedData(Path data) {
    static final RobotId ROBOT = new RobotId("arm-1");
    static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v0"));
    static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));
    static final ActionSource KIM = new ActionSource.Correction(new OperatorId("kim"));
    static final ActionSource HOLD = new ActionSource.Hold();
    static final List<String> CAMERAS = List.of("third", "wrist");

    Snapshot stored(SealedEpisode... episodes) throws IOException {
        List<EpisodeManifest> manifests = new ArrayList<>();
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (SealedEpisode episode : episodes) {
                store.write(episode);
                manifests.add(episode.manifest());
            }
        }
        return SnapshotStore.of(new SnapshotId("s"), List.of(new TaskId("spot")), manifests);
    }

    static EpisodeLabels labels(String episode, Boolean... positive) {
        List<LabelledStep> steps = new ArrayList<>();
        for (boolean isPositive : positive) {
            steps.add(new LabelledStep(steps.size(), 0, 0, 0, 0, isPositive));
        }
        return new EpisodeLabels(new EpisodeId(episode), steps);
    }

    /** By a run whose newest practice is "c". */
    void label(EpisodeLabels... labels) throws IOException {
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

    void progress(String episode, Boolean... masked) throws IOException {
        List<ProgressStep> steps = new ArrayList<>();
        for (boolean isMasked : masked) {
            steps.add(new ProgressStep(steps.size(), 0, 0, 0, isMasked));
        }
        try (ProgressStore store = ProgressStore.open(data.resolve("progress"))) {
            store.write(new LabelRunId("run"), new EpisodeId(episode), steps);
            store.finish(new LabelRunId("run"));
        }
    }

    static SealedEpisode episode(
            String id, Outcome outcome, List<String> cameras, ActionSource driver, ActionSource... others) {
        return sealed(plan(id, "c", driver), 1000, outcome, cameras, others);
    }

    static SealedEpisode episode(
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

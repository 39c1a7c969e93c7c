package dev.fleetrl.policy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import dev.fleetrl.learning.FrameCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sealed episodes, recorded as robots record them, in which a person acts at every step. */
final class CorrectionEpisodes {
    static final TaskId TASK = new TaskId("spot");
    private static final ActionSource DRIVER = new ActionSource.Policy(new PolicyVersion("v0"));
    private static final ActionSource PERSON = new ActionSource.Correction(new OperatorId("kim"));
    private static final RobotId ROBOT = new RobotId("arm-1");
    private static final int STEPS = 4;
    private static final int[][] SPOTS = {{4, 4}, {11, 4}, {4, 11}, {11, 11}};

    private CorrectionEpisodes() {}

    /** One episode for each place of the spot. */
    static Snapshot record(Path data) throws IOException {
        List<Snapshot.Entry> entries = new ArrayList<>();
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (int spot = 0; spot < SPOTS.length; spot++) {
                SealedEpisode episode = sealed("e" + spot, SPOTS[spot][0], SPOTS[spot][1]);
                store.write(episode);
                var manifest = episode.manifest();
                entries.add(Snapshot.Entry.of(manifest));
            }
        }
        return new Snapshot(new SnapshotId("s1"), List.of(TASK), entries);
    }

    static List<Step> steps(int x, int y) {
        List<Step> steps = new ArrayList<>();
        for (int index = 0; index < STEPS; index++) {
            byte[] jpeg = FrameCodec.encode(SyntheticFrames.picture(x, y), SyntheticFrames.PIXELS, 0.92);
            Observation observation = new Observation(
                    List.of(new Frame("third", Bytes.of(jpeg))), Vec.of(SyntheticFrames.proprioception(index)));
            steps.add(new Step(
                    index,
                    1000 + 100L * index,
                    observation,
                    SyntheticFrames.action(x, y, index),
                    Vec.of(new float[SyntheticFrames.ACTION_SIZE]),
                    PERSON,
                    ChunkPosition.NONE,
                    0,
                    List.of()));
        }
        return steps;
    }

    static int[][] spots() {
        return SPOTS.clone();
    }

    private static SealedEpisode sealed(String id, int x, int y) {
        EpisodePlan plan = new EpisodePlan(new EpisodeId(id), new CollectionId("c1"), TASK, Cohort.TRAIN, DRIVER, 7, 1);
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(new EpisodeEvent.Opened(
                plan.episode(), ROBOT, "session", plan, SyntheticFrames.INSTRUCTION, 10, 120, 1000));
        steps(x, y).forEach(step -> events.add(new EpisodeEvent.Stepped(plan.episode(), step)));
        Ending ending = new Ending(Outcome.SUCCESS, "there", OutcomeSource.ENVIRONMENT);
        events.add(new EpisodeEvent.Closed(plan.episode(), ending, STEPS, 2000));
        EpisodeAssembly assembly = new EpisodeAssembly();
        long number = 0;
        for (EpisodeEvent event : events) {
            var over = assembly.on(new NumberedEvent(ROBOT, ++number, event));
            if (!over.isEmpty()) {
                return over.get(0).episode();
            }
        }
        throw new AssertionError("the episode was not sealed");
    }

    /** Supervised fine-tuning on corrections and nothing else, served as any policy is: from full noise. */
    static TrainingJob job(String version, Snapshot snapshot, int steps) {
        return new TrainingJob(
                new PolicyVersion(version),
                Optional.empty(),
                snapshot,
                Optional.empty(),
                "sft",
                steps,
                1,
                Map.of(
                        "demoFraction", 0.0,
                        "correctionFraction", 1.0,
                        "batch", 16.0,
                        "learningRate", 3e-3,
                        "imageShift", 0.0,
                        "proprioceptionNoise", 0.0,
                        "executeSteps", 4.0));
    }
}

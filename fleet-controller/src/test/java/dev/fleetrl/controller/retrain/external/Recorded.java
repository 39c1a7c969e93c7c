package dev.fleetrl.controller.retrain.external;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.PICK;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sealed episodes in a data folder, and a job that is to learn from them. */
final class Recorded {
    static final PolicyVersion V2 = new PolicyVersion("v2");
    static final LabelRunId LABELS = new LabelRunId("round-1");

    private Recorded() {}

    static TrainingJob job(Path data, int episodes) throws IOException {
        List<EpisodeManifest> manifests = seal(data, episodes);
        return new TrainingJob(
                V2,
                Optional.of(Fixtures.V1),
                SnapshotStore.of(new SnapshotId("s1"), List.of(PICK), manifests),
                Optional.of(LABELS),
                "pi05",
                30,
                1,
                Map.of("loraRank", 16.0));
    }

    static List<EpisodeManifest> seal(Path data, int episodes) throws IOException {
        List<EpisodeManifest> manifests = new ArrayList<>();
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (int seed = 1; seed <= episodes; seed++) {
                SealedEpisode episode = sealed(Fixtures.plan("practice-1", seed, 0, BY_V1, Cohort.TRAIN));
                store.write(episode);
                manifests.add(episode.manifest());
            }
        }
        return manifests;
    }

    private static SealedEpisode sealed(EpisodePlan plan) {
        RobotId robot = new RobotId("robot-1");
        Ending ending = new Ending(Outcome.SUCCESS, "test", OutcomeSource.ENVIRONMENT);
        List<EpisodeEvent> events = List.of(
                new EpisodeEvent.Opened(plan.episode(), robot, "s", plan, "pick the red cube", 10, 100, 1000),
                new EpisodeEvent.Stepped(plan.episode(), Fixtures.step(0, BY_V1)),
                new EpisodeEvent.Stepped(plan.episode(), Fixtures.step(1, BY_V1)),
                new EpisodeEvent.Closed(plan.episode(), ending, 2, 1200));
        EpisodeAssembly assembly = new EpisodeAssembly();
        for (int number = 0; number < events.size(); number++) {
            var over = assembly.on(new NumberedEvent(robot, number + 1, events.get(number)));
            if (!over.isEmpty()) {
                return over.get(0).episode();
            }
        }
        throw new AssertionError("the episode was not sealed");
    }
}

package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Twenty practice episodes, as the log says; ten of them successes, and all labelled as foretold. */
final class MeasuredSite {
    static final LabelRunId RUN = new LabelRunId("round-1");

    static final List<EpisodeManifest> EPISODES =
            IntStream.range(0, 20).mapToObj(MeasuredSite::episode).toList();

    private MeasuredSite() {}

    static void label(Path labels) throws IOException {
        try (LabelStore store = LabelStore.open(labels)) {
            store.write(manifest(), EPISODES.stream().map(MeasuredSite::labels).toList());
        }
    }

    static Future<Void> log(Log log) {
        Future<Void> written = log.publish(
                LogTopics.REQUESTS,
                new FleetRequest.Collect(Fixtures.collection("measured", Fixtures.BY_V1, EPISODES.size()), 0));
        for (EpisodeManifest episode : EPISODES) {
            written = written.compose(done -> log.publish(LogTopics.EPISODES, new EpisodeRecord.Sealed(episode, 1)));
        }
        return written.compose(done -> log.publish(LogTopics.LABELS, finished()));
    }

    private static EpisodeManifest episode(int seed) {
        Outcome outcome = seed < 10 ? Outcome.SUCCESS : Outcome.FAILURE;
        return Fixtures.manifest(Fixtures.plan("measured", seed + 1L, 0, Fixtures.BY_V1, Cohort.TRAIN), outcome, 2, 0);
    }

    private static EpisodeLabels labels(EpisodeManifest episode) {
        float foretold = episode.ending().outcome() == Outcome.SUCCESS ? 0.9f : 0.1f;
        return new EpisodeLabels(
                episode.episode(),
                List.of(
                        new LabelledStep(0, -0.5f, -0.5f, foretold, 0, true),
                        new LabelledStep(1, 0, 0, 0.5f, 0, true)));
    }

    private static LabelRunManifest manifest() {
        return new LabelRunManifest(
                Schema.LABELS,
                RUN,
                new SnapshotId("s"),
                LabelSettings.preTraining().settings(),
                RUN,
                List.of(),
                Map.of(),
                List.of(),
                1);
    }

    private static LabelRecord finished() {
        return new LabelRecord.Finished(
                RUN, Map.of("pick", 0.01), Map.of("policy", 0.4), Map.of("spearman", 0.8), List.of(), 1);
    }
}

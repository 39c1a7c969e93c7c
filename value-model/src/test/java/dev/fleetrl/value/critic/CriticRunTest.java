package dev.fleetrl.value.critic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.ProgressStep;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.value.SyntheticEpisodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriticRunTest {
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));
    private static final double ALL_MASKED = 2;
    private static final double NONE_MASKED = -2;

    @TempDir
    private Path data;

    /** Trained with a stride of 1 s and a VOC that no episode has; 2 s and a VOC that each has are configured by then. */
    @Test
    void scoresAsItsCriticWasTrainedWhateverIsConfiguredSince() throws IOException {
        List<EpisodeManifest> episodes = store();
        LabelRequest request = request(episodes);
        List<double[]> deltas = new ArrayList<>();
        try (CriticRun before = CriticRun.in(data, config(1, ALL_MASKED))) {
            CriticManifest critic = before.trained(request, (doing, done, total) -> {});
            before.judge(critic, episodes, (scores, episode) -> deltas.add(scores.forward()));
        }

        try (CriticRun since = CriticRun.in(data, config(2, NONE_MASKED))) {
            since.run(request, since.check(request), (doing, done, total) -> {});
        }

        try (ProgressStore progress = ProgressStore.open(data.resolve("progress"))) {
            for (int i = 0; i < episodes.size(); i++) {
                List<ProgressStep> steps =
                        progress.read(request.run(), episodes.get(i).episode());
                assertThat(steps.stream().mapToDouble(ProgressStep::delta).toArray())
                        .isEqualTo(deltas.get(i));
                assertThat(steps).allMatch(ProgressStep::masked);
            }
        }
    }

    private List<EpisodeManifest> store() throws IOException {
        List<EpisodeManifest> episodes = new ArrayList<>();
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (int i = 0; i < 4; i++) {
                SealedEpisode episode = SyntheticEpisodes.episode("e-" + i, "shown", SHOWN, Outcome.SUCCESS);
                store.write(episode);
                episodes.add(episode.manifest());
            }
        }
        return episodes;
    }

    private static LabelRequest request(List<EpisodeManifest> episodes) {
        return new LabelRequest(
                new LabelRunId("run-1"),
                SnapshotStore.of(new SnapshotId("s-1"), List.of(new TaskId("push")), episodes),
                LabelSettings.fineTuning(new CollectionId("shown"))
                        .valueSteps(1)
                        .criticSteps(2)
                        .settings());
    }

    private static CriticConfig config(double strideSeconds, double leastVoc) {
        CriticConfig small = SmallCritic.CONFIG;
        return new CriticConfig(
                small.sizes(),
                small.groups(),
                small.learningRate(),
                small.maxShiftPixels(),
                small.nearSeconds(),
                small.stillBelow(),
                small.wrongInstruction(),
                strideSeconds,
                small.heldOutFraction(),
                small.calibrationFraction(),
                small.doneFalsePositives(),
                leastVoc,
                small.threads());
    }
}

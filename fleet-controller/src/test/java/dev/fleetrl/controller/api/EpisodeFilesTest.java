package dev.fleetrl.controller.api;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.review.Review;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.ProgressStep;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeFilesTest {
    private static final EpisodePlan PLAN = Fixtures.plan("c", 1, 0, BY_V1, Cohort.TRAIN);
    private static final LabelRunId RUN = new LabelRunId("round-1");
    private static final Answers.Review NOTHING =
            Answers.Review.of(Review.of(new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT)));

    private static final TaskLabels OF_PICK =
            new TaskLabels(Fixtures.PICK, 100, 100, 10, 0.125, Map.of(), Map.of(), Map.of(), List.of(), List.of());

    @TempDir
    Path folder;

    private EpisodeStore episodes;
    private LabelStore labels;
    private ProgressStore progress;
    private EpisodeFiles files;
    private EpisodeManifest manifest;

    /** Two steps: the policy's, then a person's. */
    @BeforeEach
    void sealAnEpisode() throws IOException {
        episodes = EpisodeStore.open(folder.resolve("episodes"));
        labels = LabelStore.open(folder.resolve("labels"));
        progress = ProgressStore.open(folder.resolve("progress"));
        files = new EpisodeFiles(episodes, labels, progress);
        RobotId robot = new RobotId("r");
        EpisodeAssembly assembly = new EpisodeAssembly();
        assembly.on(new NumberedEvent(
                robot, 1, new EpisodeEvent.Opened(PLAN.episode(), robot, "s", PLAN, "do it", 10, 100, 0)));
        assembly.on(new NumberedEvent(robot, 2, new EpisodeEvent.Stepped(PLAN.episode(), Fixtures.step(0, BY_V1))));
        assembly.on(new NumberedEvent(
                robot,
                3,
                new EpisodeEvent.Stepped(PLAN.episode(), Fixtures.step(1, new ActionSource.Correction(Fixtures.ADA)))));
        Ending ending = new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT);
        var sealed = assembly.on(new NumberedEvent(robot, 4, new EpisodeEvent.Closed(PLAN.episode(), ending, 2, 200)))
                .get(0)
                .episode();
        episodes.write(sealed);
        manifest = sealed.manifest();
    }

    @AfterEach
    void close() {
        episodes.close();
        labels.close();
        progress.close();
    }

    @Test
    void showsWhoActedAtEachStep() throws IOException {
        Answers.Episode episode = files.episode(manifest, List.of(RUN), NOTHING);

        assertThat(episode.steps()).extracting(Answers.StepLine::source).containsExactly("policy", "correction");
        assertThat(episode.steps().get(1).who()).contains("ada");
        assertThat(episode.labelRuns()).isEmpty();
        assertThat(episode.cameras()).containsExactly("third");
        assertThat(episode.labels()).isEmpty();
    }

    @Test
    void showsTheLabelsOfARunThatHasThem() throws IOException {
        LabelSettings settings = LabelSettings.fineTuning(new CollectionId("c")).settings();
        labels.write(
                new LabelRunManifest(
                        Schema.LABELS,
                        RUN,
                        new SnapshotId("s"),
                        settings,
                        RUN,
                        List.of(OF_PICK),
                        Map.of(),
                        List.of(),
                        1),
                List.of(new EpisodeLabels(
                        manifest.episode(),
                        List.of(
                                new LabelledStep(0, -0.5f, -0.25f, 0.5f, -0.125f, false),
                                new LabelledStep(1, 0, 0, 1, 0.5f, true)))));

        Answers.Episode episode = files.episode(manifest, List.of(new LabelRunId("none"), RUN), NOTHING);

        assertThat(episode.labels()).contains("round-1");
        assertThat(episode.labelRuns()).containsExactly("round-1");
        assertThat(episode.epsilon()).contains(0.125);
        assertThat(episode.steps().get(0).value()).contains(-0.25f);
        assertThat(episode.steps().get(0).progress()).as("no critic yet").isEmpty();
        assertThat(episode.steps().get(1).positive()).contains(true);

        progress.write(
                RUN,
                manifest.episode(),
                List.of(new ProgressStep(0, 0.25f, 0, 0, false), new ProgressStep(1, 1, 1, 1, false)));
        progress.finish(RUN);
        assertThat(files.episode(manifest, List.of(RUN), NOTHING).steps())
                .extracting(Answers.StepLine::progress)
                .containsExactly(Optional.of(0.25f), Optional.of(1f));
    }

    @Test
    void findsAPictureOrSaysThatThereIsNone() {
        assertThat(files.frame(manifest, 1, "third")).containsExactly(1, 2, 1);
        assertThatThrownBy(() -> files.frame(manifest, 2, "third")).hasMessageContaining("has steps 0 to 1");
        assertThatThrownBy(() -> files.frame(manifest, 0, "top")).hasMessageContaining("no picture of camera top");
    }
}

package dev.fleetrl.value.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.ProgressStep;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.value.SyntheticEpisodes;
import dev.fleetrl.value.critic.CriticManifest;
import dev.fleetrl.value.critic.CriticStore;
import dev.fleetrl.value.critic.SmallCritic;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.function.SmallValueFunction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelServiceTest {
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final LabelSettings SETTINGS = fineTuning().valueSteps(6).settings();

    private static final LabelSettings WITH_CRITIC =
            fineTuning().valueSteps(2).criticSteps(3).settings();

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final LogInMemory log = new LogInMemory();

    @AfterEach
    void stop() throws Exception {
        done(vertx.close());
    }

    @Test
    void labelsEachStepOfASnapshot() throws Exception {
        List<SealedEpisode> episodes = stored();
        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        ask("run-1", snapshot(episodes));

        LabelRecord.Finished finished = (LabelRecord.Finished) answer("run-1");
        assertThat(finished.positiveBySource()).containsEntry("demonstration", 1.0);
        assertThat(finished.positiveBySource().get("policy")).isBetween(0.35, 0.45);
        assertThat(finished.metrics()).containsKeys("heldOutNll", "heldOutMae", "spearman", "pictureGap");
        assertThat(log.published(LogTopics.LABELS))
                .contains(new LabelRecord.Progress(new LabelRunId("run-1"), "training", 6, 6));
        try (LabelStore labels = LabelStore.open(data.resolve("labels"))) {
            assertThat(labels.find(new LabelRunId("run-1")))
                    .hasValueSatisfying(run -> assertThat(run.epsilonByTask()).isEqualTo(finished.epsilonByTask()));
            for (SealedEpisode episode : episodes) {
                EpisodeLabels own =
                        labels.read(new LabelRunId("run-1"), episode.manifest().episode());
                assertThat(own.steps()).hasSameSizeAs(episode.steps());
                assertThat(own.steps()).allMatch(step -> step.value() >= -1 && step.value() <= 0);
            }
        }
    }

    @Test
    void trainsACriticWhereARoundAsksForOne() throws Exception {
        List<SealedEpisode> episodes = stored();
        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        done(log.publish(
                LogTopics.REQUESTS,
                new FleetRequest.Label(new LabelRequest(new LabelRunId("run-1"), snapshot(episodes), WITH_CRITIC))));

        LabelRecord.Finished finished = (LabelRecord.Finished) answer("run-1");
        assertThat(finished.metrics()).containsKeys("spearman", "critic.vocFailure", "critic.heldOutFailures");
        CriticManifest critic = CriticStore.open(data.resolve("critics"))
                .newest(new TaskId("push"))
                .orElseThrow();
        assertThat(critic.run()).isEqualTo(new LabelRunId("run-1"));
        assertThat(critic.done()).isInstanceOf(DoneDetector.Unusable.class);
        try (ProgressStore progress = ProgressStore.open(data.resolve("progress"))) {
            for (SealedEpisode episode : episodes) {
                List<ProgressStep> steps =
                        progress.read(critic.run(), episode.manifest().episode());
                assertThat(steps).hasSameSizeAs(episode.steps());
                assertThat(steps).allMatch(step -> step.progress() >= 0 && step.progress() <= 1);
            }
        }
    }

    @Test
    void refusesACriticOfSeveralTasksBeforeItTrainsAnything() throws Exception {
        Snapshot one = snapshot(stored());
        Snapshot several = new Snapshot(one.id(), List.of(new TaskId("push"), new TaskId("pull")), one.episodes());
        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        done(log.publish(
                LogTopics.REQUESTS,
                new FleetRequest.Label(new LabelRequest(new LabelRunId("run-1"), several, WITH_CRITIC))));

        assertThat(answer("run-1"))
                .isEqualTo(new LabelRecord.Failed(
                        new LabelRunId("run-1"),
                        "a progress critic is of one task, and snapshot s-1 of [push, pull]; ask for no critic"
                                + " (criticSteps 0), or for a round of one task"));
    }

    @Test
    void refusesACriticWithoutASuccessBeforeItTrainsAnything() throws Exception {
        List<SealedEpisode> failed = List.of(SyntheticEpisodes.episode("e-1", "practice", POLICY, Outcome.FAILURE));
        store(failed);
        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        done(log.publish(
                LogTopics.REQUESTS,
                new FleetRequest.Label(new LabelRequest(new LabelRunId("run-1"), snapshot(failed), WITH_CRITIC))));

        assertThat(answer("run-1"))
                .isEqualTo(new LabelRecord.Failed(
                        new LabelRunId("run-1"),
                        "snapshot s-1 has no unassisted success to train the progress critic on; collect some, or ask"
                                + " for no critic"));
        assertThat(log.published(LogTopics.LABELS)).hasSize(1);
    }

    @Test
    void leavesAloneWhatIsAnsweredAndTakesUpWhatIsNot() throws Exception {
        Snapshot snapshot = snapshot(stored());
        ask("run-1", snapshot);
        ask("run-2", snapshot);
        done(log.publish(LogTopics.LABELS, new LabelRecord.Failed(new LabelRunId("run-1"), "no luck")));

        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        assertThat(answer("run-2")).isInstanceOf(LabelRecord.Finished.class);
        assertThat(log.published(LogTopics.LABELS))
                .filteredOn(record -> record.run().value().equals("run-1"))
                .containsExactly(new LabelRecord.Failed(new LabelRunId("run-1"), "no luck"));
    }

    @Test
    void answersTheSameAgainWithoutTraining() throws Exception {
        Snapshot snapshot = snapshot(stored());
        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));
        ask("run-1", snapshot);
        LabelRecord before = answer("run-1");
        LogInMemory lost = new LogInMemory();
        done(lost.publish(LogTopics.REQUESTS, request("run-1", snapshot)));

        done(LabelService.deploy(vertx, lost, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        assertThat(answer(lost, "run-1")).isEqualTo(before);
        assertThat(lost.published(LogTopics.LABELS)).hasSize(1);
    }

    @Test
    void saysWhichFileFailsARunAndGoesOn() throws Exception {
        List<SealedEpisode> episodes = stored();
        Path file = data.resolve("episodes/" + episodes.get(0).manifest().file());
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "gone");
        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        ask("run-1", snapshot(episodes));
        LabelRecord.Failed failed = (LabelRecord.Failed) answer("run-1");
        Files.write(file, whole);
        ask("run-2", snapshot(episodes));

        assertThat(failed.reason())
                .startsWith(file.toAbsolutePath() + " is damaged")
                .doesNotContain("\n");
        assertThat(answer("run-2")).isInstanceOf(LabelRecord.Finished.class);
    }

    @Test
    void needsAnEpisodeWithAVerdict() throws Exception {
        List<SealedEpisode> abandoned =
                List.of(SyntheticEpisodes.episode("e-1", "practice", POLICY, Outcome.ABANDONED));
        store(abandoned);
        done(LabelService.deploy(vertx, log, data, SmallValueFunction.CONFIG, SmallCritic.CONFIG));

        ask("run-1", snapshot(abandoned));

        assertThat(answer("run-1"))
                .isEqualTo(new LabelRecord.Failed(
                        new LabelRunId("run-1"),
                        "snapshot s-1 has no episode that ended in success or failure; collect some first"));
    }

    @Test
    void leavesARunOpenThatItsStopInterrupts() throws Exception {
        Snapshot snapshot = snapshot(stored());
        String service = done(vertx.deployVerticle(new LabelVerticle(log, (request, listener) -> {
            for (int step = 0; ; step++) {
                listener.at("training", step, Integer.MAX_VALUE);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        })));
        ask("run-1", snapshot);
        await(() -> !log.published(LogTopics.LABELS).isEmpty());

        done(vertx.undeploy(service));

        assertThat(log.published(LogTopics.LABELS)).hasOnlyElementsOfType(LabelRecord.Progress.class);
    }

    private List<SealedEpisode> stored() throws IOException {
        List<SealedEpisode> episodes = new ArrayList<>(SyntheticEpisodes.pairs(2, "shown", SHOWN));
        episodes.addAll(SyntheticEpisodes.pairs(2, "practice", POLICY));
        store(episodes);
        return episodes;
    }

    private void store(List<SealedEpisode> episodes) throws IOException {
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (SealedEpisode episode : episodes) {
                assertThat(store.write(episode)).isEqualTo(EpisodeStore.Written.NEW);
            }
        }
    }

    private static LabelSettings.Builder fineTuning() {
        return LabelSettings.fineTuning(new CollectionId("practice")).seed(5);
    }

    private static Snapshot snapshot(List<SealedEpisode> episodes) {
        return SnapshotStore.of(
                new SnapshotId("s-1"),
                List.of(new TaskId("push")),
                episodes.stream().map(SealedEpisode::manifest).toList());
    }

    private static FleetRequest request(String run, Snapshot snapshot) {
        return new FleetRequest.Label(new LabelRequest(new LabelRunId(run), snapshot, SETTINGS));
    }

    private void ask(String run, Snapshot snapshot) throws Exception {
        done(log.publish(LogTopics.REQUESTS, request(run, snapshot)));
    }

    private LabelRecord answer(String run) {
        return answer(log, run);
    }

    private static LabelRecord answer(LogInMemory log, String run) {
        List<LabelRecord> answers = new ArrayList<>();
        await(() -> {
            answers.addAll(log.published(LogTopics.LABELS).stream()
                    .filter(record -> record.run().value().equals(run) && !(record instanceof LabelRecord.Progress))
                    .toList());
            return !answers.isEmpty();
        });
        return answers.get(0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}

package dev.fleetrl.value.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TaskProgress;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.value.SyntheticEpisodes;
import dev.fleetrl.value.critic.CriticManifest;
import dev.fleetrl.value.critic.CriticRun;
import dev.fleetrl.value.critic.CriticStore;
import dev.fleetrl.value.critic.SmallCritic;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.watch.WatchConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetWatchTest {
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final RobotId ARM = new RobotId("arm-1");

    /** A headway of the whole task is never made, so that every episode stalls after 2 s and nothing else counts. */
    private static final WatchConfig CONFIG = new WatchConfig(true, 2, 1, 100, -1, 2, 10);

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final LogInMemory log = new LogInMemory();
    private long number;

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void callsForARobotThatDoesNotGetOnAndForNoEvaluation() throws Exception {
        train();
        watch(1000);

        run("evaluation", Cohort.EVALUATION);
        run("practice", Cohort.TRAIN);

        await();
        assertThat(log.published(LogTopics.HELP))
                .extracting(HelpRequest::robot, HelpRequest::episode, HelpRequest::reason)
                .containsExactly(tuple(ARM, new EpisodeId("practice"), "critic-stalled"));
        assertThat(log.published(LogTopics.PROGRESS)).isNotEmpty().allSatisfy(seen -> {
            assertThat(seen.robot()).isEqualTo(ARM);
            assertThat(seen.episode()).isEqualTo(new EpisodeId("practice"));
            assertThat(seen.value()).isBetween(-1.0, 1.0);
        });
        assertThat(log.published(LogTopics.PROGRESS))
                .extracting(TaskProgress::step)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** Its answers stand, whatever the network of two steps says: threshold 0 takes all that a policy drove for done. */
    @Test
    void tellsRobotsThatItJudgesInEvaluationsTooAndCallsNobodyForThem() throws Exception {
        train();
        calibrate(0);
        watch(1000);

        run("evaluation", Cohort.EVALUATION, Optional.of(OutcomeSource.CRITIC), LogTopics.DONE);

        assertThat(log.published(LogTopics.DONE)).isNotEmpty().allSatisfy(signal -> {
            assertThat(signal.robot()).isEqualTo(ARM);
            assertThat(signal.episode()).isEqualTo(new EpisodeId("evaluation"));
            assertThat(signal.done()).isTrue();
            assertThat(signal.probability()).isBetween(0.0, 1.0);
            assertThat(signal.critic()).isEqualTo(new LabelRunId("run-1"));
        });
        run("practice", Cohort.TRAIN);
        await();
        assertThat(log.published(LogTopics.HELP))
                .extracting(HelpRequest::episode)
                .containsExactly(new EpisodeId("practice"));
    }

    /** Four successes and no failure calibrate nothing. */
    @Test
    void saysNothingOfDoneBeforeItIsCalibrated() throws Exception {
        train();
        watch(1000);

        run("practice", Cohort.TRAIN, Optional.of(OutcomeSource.CRITIC), LogTopics.HELP);

        assertThat(log.published(LogTopics.HELP)).hasSize(1);
        assertThat(log.published(LogTopics.DONE)).isEmpty();
    }

    private void calibrate(double threshold) throws IOException {
        Path file = data.resolve("critics/run-1/critic.json");
        CriticManifest known = Codec.JSON.decode(CriticManifest.class, Files.readAllBytes(file));
        CriticManifest calibrated = new CriticManifest(
                known.schema(),
                known.run(),
                known.snapshot(),
                known.task(),
                known.trainedAtMillis(),
                known.config(),
                known.cameras(),
                new DoneDetector.Calibrated(threshold, 0, 0, 1, 10, 10),
                known.metrics());
        Files.write(file, Codec.JSON.encode(CriticManifest.class, calibrated));
    }

    private void watch(long clockMillis) throws Exception {
        vertx.deployVerticle(new FleetWatch(log, CriticStore.open(data.resolve("critics")), CONFIG, () -> clockMillis))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private void train() throws IOException {
        List<SealedEpisode> shown = new ArrayList<>();
        try (EpisodeStore store = EpisodeStore.open(data.resolve("episodes"))) {
            for (int i = 0; i < 4; i++) {
                shown.add(SyntheticEpisodes.episode("e-" + i, "shown", SHOWN, Outcome.SUCCESS));
                store.write(shown.get(i));
            }
        }
        LabelRequest request = new LabelRequest(
                new LabelRunId("run-1"),
                SnapshotStore.of(
                        new SnapshotId("s-1"),
                        List.of(new TaskId("push")),
                        shown.stream().map(SealedEpisode::manifest).toList()),
                LabelSettings.fineTuning(new CollectionId("shown"))
                        .valueSteps(1)
                        .criticSteps(2)
                        .settings());
        try (CriticRun run = CriticRun.in(data, SmallCritic.CONFIG)) {
            run.run(request, run.check(request), (doing, done, total) -> {});
        }
    }

    /** Steps come until the watch, which opens its critic meanwhile, has seen enough of them. */
    private void run(String id, Cohort cohort) throws Exception {
        run(id, cohort, Optional.empty(), LogTopics.HELP);
    }

    private void run(String id, Cohort cohort, Optional<OutcomeSource> judge, Topic<?> awaited) throws Exception {
        EpisodeId episode = new EpisodeId(id);
        EpisodePlan plan = new EpisodePlan(episode, new CollectionId("c"), new TaskId("push"), cohort, POLICY, 1, 1);
        say(new EpisodeEvent.Opened(episode, ARM, "s", plan, "push the block", 2, 12, 0, Optional.empty(), judge));
        List<Step> steps =
                SyntheticEpisodes.episode(id, "c", POLICY, Outcome.FAILURE).steps();
        int index = 0;
        long deadline =
                System.nanoTime() + TimeUnit.SECONDS.toNanos(cohort == Cohort.TRAIN || judge.isPresent() ? 30 : 1);
        while (System.nanoTime() < deadline && log.published(awaited).isEmpty()) {
            Step like = steps.get(index % steps.size());
            say(new EpisodeEvent.Stepped(episode, later(like, index++)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        say(new EpisodeEvent.Closed(
                episode, new Ending(Outcome.FAILURE, "time-out", OutcomeSource.ENVIRONMENT), index, 6000));
    }

    private static Step later(Step like, int index) {
        return new Step(
                index,
                like.atMillis(),
                like.observation(),
                like.action(),
                like.policyAction(),
                like.source(),
                like.chunk(),
                like.stage(),
                like.review());
    }

    private void say(EpisodeEvent event) throws Exception {
        log.publish(LogTopics.STEPS, new NumberedEvent(ARM, number++, event))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private void await() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (log.published(LogTopics.HELP).isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}

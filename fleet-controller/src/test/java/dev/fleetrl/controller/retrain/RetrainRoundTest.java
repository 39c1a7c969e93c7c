package dev.fleetrl.controller.retrain;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.PICK;
import static dev.fleetrl.controller.Fixtures.V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite;
import dev.fleetrl.controller.fleet.SimulatedSite.Running;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainRoundTest {
    private static final CollectionId PRACTICE = new CollectionId("practice-1");
    private static final RoundId ROUND = new RoundId("round-1");
    private static final TaskId SORT = new TaskId("sort");
    private static final PolicyVersion V2 = new PolicyVersion("v2");
    private static final LabelSettings LABELS =
            LabelSettings.fineTuning(PRACTICE).valueSteps(10).settings();

    @TempDir
    Path folder;

    private final ScriptedTraining training = new ScriptedTraining();
    private final List<Snapshot> labelled = new ArrayList<>();
    private EpisodeStore store;
    private SimulatedSite site;
    private SimulatedWire others;
    private Optional<String> labelsFailure = Optional.empty();
    private Optional<String> serverRefuses = Optional.empty();

    /** A value-model and a policy server that answer at once. */
    @BeforeEach
    void startTheOthers() throws IOException {
        store = EpisodeStore.open(folder);
        site = new SimulatedSite(1, Faults.NONE, store, training, Optional.empty());
        others = site.broker.connect();
        sent(others.subscribe(LogTopics.REQUESTS, this::label));
        sent(others.subscribe(LogTopics.MODELS, this::load));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Future<Void> label(FleetRequest request) {
        if (request instanceof FleetRequest.Label label) {
            labelled.add(label.label().snapshot());
            LabelRecord answer = labelsFailure
                    .<LabelRecord>map(
                            why -> new LabelRecord.Failed(label.label().run(), why))
                    .orElseGet(() ->
                            new LabelRecord.Finished(label.label().run(), Map.of(), Map.of(), Map.of(), List.of(), 1));
            return others.publish(LogTopics.LABELS, answer);
        }
        return Future.succeededFuture();
    }

    private Future<Void> load(ModelRecord record) {
        if (record instanceof ModelRecord.Registered registered) {
            return others.publish(
                    LogTopics.MODELS,
                    serverRefuses
                            .<ModelRecord>map(why -> new ModelRecord.Refused(registered.version(), "server-1", why))
                            .orElseGet(() -> new ModelRecord.Warm(registered.version(), "server-1")));
        }
        return Future.succeededFuture();
    }

    private void sent(Future<Void> future) {
        site.time.runUntil(future::isComplete);
    }

    private void seal(Cohort cohort, Outcome... outcomes) {
        for (int seed = 1; seed <= outcomes.length; seed++) {
            sent(others.publish(
                    LogTopics.EPISODES,
                    new EpisodeRecord.Sealed(
                            Fixtures.manifest(
                                    Fixtures.plan(PRACTICE.value(), seed, 0, BY_V1, cohort), outcomes[seed - 1], 5, 0),
                            seed)));
        }
    }

    private void seal(TaskId task) {
        EpisodePlan plan = new EpisodePlan(new EpisodeId("of-" + task), PRACTICE, task, Cohort.TRAIN, BY_V1, 99, 1);
        sent(others.publish(
                LogTopics.EPISODES, new EpisodeRecord.Sealed(Fixtures.manifest(plan, Outcome.SUCCESS, 5, 0), 99)));
    }

    private void ask(Optional<LabelSettings> labels, boolean publish) {
        ask(request(labels, publish));
    }

    private void ask(RoundRequest round) {
        sent(others.publish(LogTopics.REQUESTS, new FleetRequest.Retrain(round, 0)));
    }

    private static RoundRequest request(Optional<LabelSettings> labels, boolean publish) {
        return new RoundRequest(
                ROUND, PICK, V2, Optional.of(V1), List.of(PRACTICE), "recap", labels, 100, 1, Map.of(), publish);
    }

    private RoundView end(Running running) {
        site.time.runUntil(() -> round(running)
                .filter(round -> round.version().isPresent() || round.failed().isPresent())
                .isPresent());
        return round(running).orElseThrow();
    }

    private static Optional<RoundView> round(Running running) {
        return running.controller().state().rounds().round(ROUND);
    }

    @Test
    void endsInAPolicyThatIsWarmAndPublished() {
        seal(Cohort.TRAIN, Outcome.SUCCESS, Outcome.FAILURE, Outcome.ABORTED);
        ask(Optional.of(LABELS), true);
        Running running = site.startController();

        assertThat(end(running).version()).contains(V2);
        assertThat(training.jobs).singleElement().satisfies(job -> {
            assertThat(job.snapshot().episodes()).hasSize(2);
            assertThat(job.labelRun()).isPresent();
            assertThat(job.parent()).contains(V1);
        });
        assertThat(running.controller().state().policies().published(PICK)).contains(V2);
    }

    @Test
    void publishesNothingThatItWasNotAskedTo() {
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        ask(Optional.empty(), false);
        Running running = site.startController();

        assertThat(end(running).version()).contains(V2);
        assertThat(labelled).isEmpty();
        assertThat(running.controller().state().policies().published(PICK)).isEmpty();
    }

    @Test
    void learnsSeveralTasksTogetherAndNoOther() {
        seal(Cohort.TRAIN, Outcome.SUCCESS, Outcome.FAILURE);
        seal(SORT);
        seal(new TaskId("box"));
        ask(request(Optional.of(LABELS), true).withTasks(List.of(PICK, SORT)));
        Running running = site.startController();

        assertThat(end(running).version()).contains(V2);
        assertThat(labelled).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.tasks()).containsExactly(PICK, SORT);
            assertThat(snapshot.episodes()).hasSize(3);
        });
        assertThat(running.controller().state().policies().published(PICK)).contains(V2);
        assertThat(running.controller().state().policies().published(SORT)).contains(V2);
    }

    @Test
    void takesTheLabelsOfAnotherRun() {
        LabelRunId other = new LabelRunId("recap-1");
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        ask(request(Optional.empty(), false).withLabelsOf(other));

        assertThat(end(site.startController()).version()).contains(V2);
        assertThat(labelled).isEmpty();
        assertThat(training.jobs)
                .singleElement()
                .satisfies(job -> assertThat(job.labelRun()).contains(other));
    }

    @Test
    void failsOnTheLabelsOfARunThatFailed() {
        LabelRunId other = new LabelRunId("recap-1");
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        sent(others.publish(LogTopics.LABELS, new LabelRecord.Failed(other, "episode x is damaged")));
        ask(request(Optional.empty(), false).withLabelsOf(other));

        assertThat(end(site.startController()).failed()).contains("labels: episode x is damaged");
        assertThat(training.jobs).isEmpty();
    }

    @Test
    void failsWhereOneOfItsTasksHasNoEpisodes() {
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        ask(request(Optional.empty(), false).withTasks(List.of(PICK, SORT)));

        assertThat(end(site.startController()).failed().orElseThrow())
                .startsWith("no sealed episode of task sort with a verdict lies in [practice-1]; collect some first");
        assertThat(training.jobs).isEmpty();
    }

    @Test
    void neverTrainsOnHeldOutEpisodes() {
        seal(Cohort.EVALUATION, Outcome.SUCCESS);
        ask(Optional.empty(), false);

        assertThat(end(site.startController()).failed().orElseThrow()).contains("is an evaluation");
        assertThat(training.jobs).isEmpty();
    }

    @Test
    void failsWithOneLineWhereverItBreaks() {
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        training.failure = Optional.of(new RoundFailed("out of memory\nat Trainer"));
        ask(Optional.empty(), false);

        assertThat(end(site.startController()).failed()).contains("out of memory");
    }

    @Test
    void failsWhenTheLabelsDo() {
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        labelsFailure = Optional.of("episode x is damaged");
        ask(Optional.of(LABELS), false);

        assertThat(end(site.startController()).failed()).contains("labels: episode x is damaged");
    }

    @Test
    void failsWhenNoServerTakesThePolicy() {
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        serverRefuses = Optional.of("another schema");
        ask(Optional.empty(), false);

        assertThat(end(site.startController()).failed().orElseThrow()).contains("another schema");
    }

    @Test
    void failsWithoutEpisodes() {
        ask(Optional.empty(), false);

        assertThat(end(site.startController()).failed().orElseThrow()).contains("collect some first");
    }

    @Test
    void isRunAgainOnTheSameSnapshotWhenItsControllerDied() {
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        ask(Optional.empty(), false);
        training.hangs = true;
        Running first = site.startController();
        site.time.runUntil(() -> !training.jobs.isEmpty());
        first.kill();
        seal(Cohort.TRAIN, Outcome.SUCCESS, Outcome.SUCCESS);
        training.hangs = false;

        assertThat(end(site.startController()).version()).contains(V2);
        assertThat(training.jobs).hasSize(2);
        assertThat(training.jobs.get(1).snapshot())
                .isEqualTo(training.jobs.get(0).snapshot());
    }

    @Test
    void isNeverRunAgainOnceItHasFinished() {
        seal(Cohort.TRAIN, Outcome.SUCCESS);
        ask(Optional.empty(), false);
        Running first = site.startController();
        end(first);
        first.kill();

        Running second = site.startController();
        site.time.runFor(5_000_000_000L);

        assertThat(training.jobs).hasSize(1);
        assertThat(end(second).version()).contains(V2);
    }
}

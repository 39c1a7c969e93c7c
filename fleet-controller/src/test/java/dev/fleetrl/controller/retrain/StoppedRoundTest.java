package dev.fleetrl.controller.retrain;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedRoundTest {
    private static final CollectionId PRACTICE = new CollectionId("practice-1");
    private static final RoundId ROUND = new RoundId("round-1");

    @TempDir
    Path folder;

    private final ScriptedTraining training = new ScriptedTraining();
    private EpisodeStore store;
    private SimulatedSite site;
    private SimulatedWire others;

    @BeforeEach
    void askForARoundThatHangs() throws IOException {
        store = EpisodeStore.open(folder);
        site = new SimulatedSite(1, Faults.NONE, store, training, Optional.empty());
        others = site.broker.connect();
        sent(others.publish(
                LogTopics.EPISODES,
                new EpisodeRecord.Sealed(
                        Fixtures.manifest(
                                Fixtures.plan(PRACTICE.value(), 1, 0, BY_V1, Cohort.TRAIN), Outcome.SUCCESS, 5, 0),
                        1)));
        training.hangs = true;
        ask(ROUND, "v2");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void sent(Future<Void> future) {
        site.time.runUntil(future::isComplete);
    }

    private void ask(RoundId id, String version) {
        RoundRequest request = new RoundRequest(
                id,
                PICK,
                new PolicyVersion(version),
                Optional.empty(),
                List.of(PRACTICE),
                "sft",
                Optional.empty(),
                100,
                1,
                Map.of(),
                true);
        sent(others.publish(LogTopics.REQUESTS, new FleetRequest.Retrain(request, 0)));
    }

    private void stop(RoundId id) {
        sent(others.publish(LogTopics.REQUESTS, new FleetRequest.StopRound(id, 1)));
    }

    private static Optional<String> failed(Running running, RoundId id) {
        return running.controller().state().rounds().round(id).flatMap(RoundView::failed);
    }

    @Test
    void endsWithItsTrainingAndMakesWayForTheNext() {
        Running running = site.startController();
        site.time.runUntil(() -> training.jobs.size() == 1);

        stop(ROUND);
        ask(new RoundId("round-2"), "v3");

        site.time.runUntil(() -> training.jobs.size() == 2);
        assertThat(training.ended()).isEqualTo(1);
        assertThat(failed(running, ROUND)).contains("somebody stopped it");
    }

    @Test
    void isNotBegunByTheNextController() {
        stop(ROUND);
        Running running = site.startController();

        site.time.runFor(5_000_000_000L);

        assertThat(training.jobs).isEmpty();
        assertThat(failed(running, ROUND)).contains("somebody stopped it");
    }
}

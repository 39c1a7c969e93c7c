package dev.fleetrl.controller.fleet;

import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.allocation.Practice;
import dev.fleetrl.controller.monitor.FleetMetrics;
import dev.fleetrl.controller.retrain.ScriptedTraining;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.rollout.RolloutView;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout through the whole controller, whose processes die on the way. */
class RolloutOnSiteTest {
    private static final PolicyVersion OLD = new PolicyVersion("v1");
    private static final PolicyVersion NEW = new PolicyVersion("v2");
    private static final long SEED_1 = 1;
    private static final long SECOND = 1_000_000_000;
    private static final Practice PRACTICE = new Practice(new CollectionId("practice"), PICK, 1000, 1);

    @TempDir
    Path folder;

    private EpisodeStore store;
    private SimulatedSite site;
    private SimulatedWire log;

    @BeforeEach
    void openSite() throws IOException {
        store = EpisodeStore.open(folder);
        site = new SimulatedSite(SEED_1, Faults.NONE, store, new ScriptedTraining(), Optional.of(PRACTICE));
        site.rollout = new RolloutSettings(true, 0.05, 0.05, 0, 500, 30, 8, 2, 200, 2, 4, 10, 5_000, 1);
        log = site.broker.connect();
        for (PolicyVersion version : List.of(OLD, NEW)) {
            tell(new ModelRecord.Registered(version, Fixtures.policy(version, Optional.empty())));
            tell(new ModelRecord.Warm(version, "server"));
        }
        tell(new ModelRecord.Published(OLD, PICK, 1));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void tell(ModelRecord record) {
        log.publish(LogTopics.MODELS, record).onFailure(lost -> {
            throw new AssertionError(lost);
        });
        site.time.runFor(SECOND);
    }

    private void robots(PolicyVersion bad) {
        for (int i = 1; i <= 3; i++) {
            ScriptedRobot robot = new ScriptedRobot(
                    SimulatedSite.SITE, new RobotId("robot-" + i), site.broker.connect(), site.time, i);
            robot.fails = plan -> plan.driver().equals(Fixtures.driver(bad));
            robot.start();
        }
    }

    private static RolloutView view(SimulatedSite.Running running) {
        return running.controller().state().rollouts().rollout(PICK, NEW).orElseThrow();
    }

    private void begin(SimulatedSite.Running running) {
        Future<Void> begun = running.controller().rollouts().begin(NEW, PICK, OLD, "asked for");
        site.time.runUntil(begun::succeeded);
    }

    private SimulatedSite.Running restarted(SimulatedSite.Running running) {
        running.kill();
        site.time.runFor(3 * SECOND);
        return site.startController();
    }

    @Test
    void takesABadVersionBackThroughRestartsAndGoesOnPractising() {
        SimulatedSite.Running running = site.startController();
        robots(NEW);
        begin(running);
        for (int part = 0; part < 3; part++) {
            site.time.runFor(5 * SECOND);
            running = restarted(running);
        }
        SimulatedSite.Running last = running;
        site.time.runUntil(() -> view(last).stage().isOver());
        site.time.runFor(30 * SECOND);

        assertThat(view(last).stage()).isEqualTo(RolloutStage.ROLLED_BACK);
        assertThat(last.controller().state().policies().published(PICK)).contains(OLD);
        List<EpisodeManifest> sealed = last.controller().state().episodes().all();
        assertThat(sealed).filteredOn(e -> e.plan().cohort() == Cohort.CANARY).isNotEmpty();
        assertThat(sealed)
                .filteredOn(e -> e.plan().driver().equals(Fixtures.driver(NEW)))
                .as("nobody practises with it")
                .allMatch(e -> e.plan().cohort() == Cohort.CANARY);
        assertThat(sealed)
                .filteredOn(e -> e.plan().collection().value().equals("practice-v1"))
                .as("the fleet goes on")
                .isNotEmpty();
        RolloutView before = view(last);
        assertThat(view(restarted(last))).isEqualTo(before);
        try (Metrics metrics = Metrics.ofProcess()) {
            assertThat(new FleetMetrics(metrics, last.controller())
                            .now()
                            .scrape()
                            .lines())
                    .contains("rollout_stage{policy=\"v2\",stage=\"ROLLED_BACK\",task=\"pick\"} 1.0");
        }
    }

    @Test
    void publishesABetterVersionAndKeepsSomeWithTheOldOneUntilItIsConfirmed() {
        SimulatedSite.Running running = site.startController();
        robots(OLD);
        begin(running);
        site.time.runUntil(() -> view(running).stage() == RolloutStage.FLEET);
        SimulatedSite.Running again = restarted(running);
        site.time.runUntil(() -> view(again).stage().isOver());

        assertThat(view(again).stage()).isEqualTo(RolloutStage.CONFIRMED);
        assertThat(again.controller().state().policies().published(PICK)).contains(NEW);
        List<EpisodeManifest> practised = again.controller().state().episodes().all().stream()
                .filter(e -> e.plan().cohort() == Cohort.TRAIN)
                .toList();
        Set<CollectionId> collections =
                Set.of(PRACTICE.collectionOf(Optional.of(NEW)), PRACTICE.collectionOf(Optional.of(OLD)));
        assertThat(practised).allMatch(e -> collections.contains(e.plan().collection()));
        assertThat(view(again).fleet().orElseThrow().candidate().episodes()).isGreaterThanOrEqualTo(40);
    }
}

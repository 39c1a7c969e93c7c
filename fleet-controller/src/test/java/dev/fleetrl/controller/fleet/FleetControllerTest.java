package dev.fleetrl.controller.fleet;

import static dev.fleetrl.controller.Fixtures.BY_EXPERT;
import static dev.fleetrl.controller.Fixtures.collection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.controller.allocation.CollectionProgress;
import dev.fleetrl.controller.fleet.SimulatedSite.Running;
import dev.fleetrl.controller.retrain.ScriptedTraining;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.simulated.Faults;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetControllerTest {
    private static final CollectionId DEMOS = new CollectionId("demos");
    private static final int EPISODES = 6;
    private static final long SECOND = 1_000_000_000L;

    /** Every message that is promised at least once may come twice; a connection breaks now and then. */
    private static final Faults ROUGH = new Faults(0.1, 0.2, 0.002, 20_000_000, 500_000_000);

    @TempDir
    Path folder;

    private EpisodeStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = EpisodeStore.open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private SimulatedSite site(long seed, Faults faults) {
        return new SimulatedSite(seed, faults, store, new ScriptedTraining(), Optional.empty());
    }

    private static List<ScriptedRobot> robots(SimulatedSite site, int size, long seed) {
        List<ScriptedRobot> robots = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            RobotId id = new RobotId("robot-" + i);
            robots.add(new ScriptedRobot(SimulatedSite.SITE, id, site.broker.connect(), site.time, seed * 100 + i));
        }
        robots.forEach(ScriptedRobot::start);
        return robots;
    }

    private static void ask(Running running, SimulatedSite site) {
        Future<Void> asked = running.controller()
                .ask(new FleetRequest.Collect(collection("demos", BY_EXPERT, EPISODES), site.time.millis()));
        site.time.runUntil(asked::isComplete);
    }

    private static CollectionProgress progress(Running running) {
        return running.controller()
                .state()
                .allocation()
                .collection(DEMOS, running.controller().now())
                .orElseThrow();
    }

    private static List<EpisodeManifest> sealed(SimulatedSite site) {
        List<EpisodeManifest> sealed = new ArrayList<>();
        Future<Void> read = site.broker.connect().replay(LogTopics.EPISODES, Log.Position.START, logged -> {
            if (logged.message() instanceof EpisodeRecord.Sealed record) {
                sealed.add(record.manifest());
            }
            return Future.succeededFuture();
        });
        site.time.runUntil(read::isComplete);
        return sealed;
    }

    @Test
    void collectsWhatWasAskedForAndLetsRobotsDeleteIt() throws IOException {
        SimulatedSite site = site(1, Faults.NONE);
        Running running = site.startController();
        List<ScriptedRobot> robots = robots(site, 2, 1);
        ask(running, site);

        site.time.runUntil(() -> progress(running).complete());
        site.time.runFor(2 * SECOND);

        assertThat(robots).allSatisfy(robot -> assertThat(robot.spool).isEmpty());
        assertThat(store.list().episodes()).containsExactlyInAnyOrderElementsOf(sealed(site));
        assertThat(running.controller().site().live()).isEqualTo(2);
    }

    /** The controller dies three times in the middle; the brokers repeat, delay and break connections. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sealsEveryOpenedEpisodeOnceWhateverHappens(long seed) throws IOException {
        SimulatedSite site = site(seed, ROUGH);
        Running running = site.startController();
        List<ScriptedRobot> robots = robots(site, 3, seed);
        ask(running, site);
        for (int i = 0; i < 3; i++) {
            site.time.runFor((300 + 200 * seed) * 1_000_000);
            running.kill();
            site.time.runFor(SECOND / 2);
            running = site.startController();
        }
        Running last = running;

        site.time.runUntil(() -> progress(last).complete());
        site.time.runFor(30 * SECOND);

        List<EpisodeManifest> sealed = sealed(site);
        assertThat(sealed).extracting(EpisodeManifest::episode).doesNotHaveDuplicates();
        assertThat(sealed)
                .hasSize(robots.stream().mapToInt(robot -> robot.opened).sum());
        assertThat(store.list().episodes()).containsExactlyInAnyOrderElementsOf(sealed);
        assertThat(last.controller().state().countedEpisodes().stream()
                        .filter(e -> e.ending().reason().equals("test")))
                .isNotEmpty();
        assertThat(robots).allSatisfy(robot -> assertThat(robot.spool).isEmpty());
    }

    /** As when a cluster starts the new controller before it stops the old one. */
    @Test
    void takesBackTheGoodbyeOfAnEarlierController() {
        SimulatedSite site = site(1, Faults.NONE);
        Running earlier = site.startController();
        Running last = site.startController();
        List<HostState> heard = new ArrayList<>();

        Future<Void> goodbye = earlier.controller().stop();
        site.time.runUntil(goodbye::isComplete);
        earlier.kill();
        site.time.runFor(SECOND);
        hear(site, heard);
        assertThat(heard).extracting(HostState::online).containsExactly(true);

        goodbye = last.controller().stop();
        site.time.runUntil(goodbye::isComplete);
        heard.clear();
        hear(site, heard);
        assertThat(heard).extracting(HostState::online).containsExactly(false);
    }

    /** The connection broke and was back before the broker had published the will of the broken one. */
    @Test
    void takesBackItsOwnLastWillThatComesLate() {
        SimulatedSite site = site(1, Faults.NONE);
        site.startController();
        List<HostState> heard = new ArrayList<>();

        Future<Void> will = site.broker
                .connect()
                .publish(RobotTopics.host(SimulatedSite.SITE), new HostState(false, "controller-0"));
        site.time.runUntil(will::isComplete);
        site.time.runFor(SECOND);

        hear(site, heard);
        assertThat(heard).extracting(HostState::online).containsExactly(true);
    }

    private static void hear(SimulatedSite site, List<HostState> heard) {
        Future<Void> subscribed = site.broker.connect().subscribe(RobotTopics.host(SimulatedSite.SITE), host -> {
            heard.add(host);
            return Future.succeededFuture();
        });
        assertThat(subscribed.succeeded()).isTrue();
        site.time.runFor(SECOND);
    }

    @Test
    void startsNoEpisodeOnAFullDisk() {
        SimulatedSite site = site(1, Faults.NONE);
        site.diskUsed = 0.96;
        Running running = site.startController();
        List<ScriptedRobot> robots = robots(site, 1, 1);
        ask(running, site);
        site.time.runFor(5 * SECOND);

        assertThat(robots.get(0).opened).isZero();
        assertThat(running.controller().site().paused()).isPresent();
        assertThat(running.controller().site().warnings()).hasSize(1);
    }
}

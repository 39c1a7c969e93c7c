package dev.fleetrl.controller.monitor;

import static dev.fleetrl.controller.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRecord;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.TriageRecord;
import dev.fleetrl.contracts.TriageRecord.Change;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite;
import dev.fleetrl.controller.retrain.ScriptedTraining;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetMetricsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RobotId R1 = new RobotId("robot-1");
    private static final RobotId R2 = new RobotId("robot-2");
    private static final OperatorId BEN = new OperatorId("ben");

    @TempDir
    Path folder;

    private final Metrics metrics = Metrics.ofProcess();
    private EpisodeStore store;
    private SimulatedSite site;
    private SimulatedWire others;

    @BeforeEach
    void begin() throws IOException {
        store = EpisodeStore.open(folder);
        site = new SimulatedSite(1, Faults.NONE, store, new ScriptedTraining(), Optional.empty());
        others = site.broker.connect();
    }

    @AfterEach
    void close() {
        store.close();
        metrics.close();
    }

    /** The log keeps calls for a month: counted from its start, their number would fall from one start to the next. */
    @Test
    void countsAWaitOnceAndOnlyThoseThatEndSinceTheStart() {
        help(R1, Change.OPENED, Optional.empty(), 0, 0);
        help(R1, Change.TAKEN, Optional.of(ADA), 0, 60_000);
        help(R2, Change.OPENED, Optional.empty(), 0, 0);
        FleetMetrics told = follow();
        assertThat(told.now().scrape().lines()).contains("queue_wait_seconds_count 0");

        help(R2, Change.TAKEN, Optional.of(ADA), 0, 2_000);
        help(R1, Change.REOPENED, Optional.empty(), 70_000, 70_000);
        help(R1, Change.TAKEN, Optional.of(ADA), 70_000, 73_000);
        help(R1, Change.TAKEN, Optional.of(BEN), 70_000, 95_000);

        assertThat(told.now().scrape().lines()).contains("queue_wait_seconds_count 2", "queue_wait_seconds_sum 5.0");
    }

    @Test
    void countsEachRoundOnceByWhatCameOfIt() {
        stop("round-1");
        publish(LogTopics.ROLLOUTS, new RoundRecord.Failed(new RoundId("round-1"), "somebody stopped it"));
        publish(LogTopics.ROLLOUTS, new RoundRecord.Finished(new RoundId("round-2"), new PolicyVersion("v2")));
        publish(LogTopics.ROLLOUTS, new RoundRecord.Progress(new RoundId("round-3"), "training", 0.5, 1));
        FleetMetrics told = follow();

        publish(LogTopics.ROLLOUTS, new RoundRecord.Failed(new RoundId("round-3"), "no episodes"));
        stop("round-2");
        stop("round-4");

        assertThat(told.now().scrape().lines())
                .contains(
                        "round_total{result=\"finished\"} 1.0",
                        "round_total{result=\"failed\"} 1.0",
                        "round_total{result=\"stopped\"} 2.0");
    }

    /** Else one that was switched off while it ran would run for good. */
    @Test
    void tellsTheStateOfRobotsThatAreThere() {
        FleetMetrics told = follow();
        RobotTopics topics = RobotTopics.of(SimulatedSite.SITE, R1);
        send(topics.birth(), Fixtures.birth(R1, "s"));
        send(topics.state(), Fixtures.state(R1, "s", 1, site.time.millis(), Optional.empty(), 0));
        site.time.runFor(SECOND / 2);
        assertThat(told.now().scrape().lines())
                .contains("robot_up{robot=\"robot-1\"} 1.0", "robot_state{robot=\"robot-1\",state=\"HOLD\"} 1.0");

        site.time.runFor(3 * SECOND);

        assertThat(told.now().scrape().lines())
                .contains("robot_up{robot=\"robot-1\"} 0.0")
                .noneMatch(line -> line.startsWith("robot_state{"));
    }

    private FleetMetrics follow() {
        FleetMetrics told = new FleetMetrics(metrics, site.startController().controller());
        Future<Void> read = told.follow(others);
        site.time.runUntil(read::isComplete);
        assertThat(read.succeeded()).isTrue();
        return told;
    }

    private void help(RobotId robot, Change change, Optional<OperatorId> by, long sinceMillis, long atMillis) {
        HelpTicket ticket = new HelpTicket(
                robot,
                new EpisodeId("e-1"),
                "guard-workspace",
                Optional.empty(),
                sinceMillis,
                by.isPresent() ? HelpTicket.State.TAKEN : HelpTicket.State.OPEN,
                by,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "");
        publish(LogTopics.TRIAGE, new TriageRecord(ticket, change, by, List.of(), atMillis));
    }

    private void stop(String round) {
        publish(LogTopics.REQUESTS, new FleetRequest.StopRound(new RoundId(round), 1));
    }

    private <M> void publish(Topic<M> topic, M message) {
        send(topic, message);
        site.time.runFor(SECOND);
    }

    private <M> void send(Topic<M> topic, M message) {
        others.publish(topic, message).onFailure(lost -> {});
    }
}

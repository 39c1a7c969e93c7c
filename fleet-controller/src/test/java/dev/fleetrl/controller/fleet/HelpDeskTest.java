package dev.fleetrl.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.TriageRecord;
import dev.fleetrl.contracts.TriageRecord.Change;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite.Running;
import dev.fleetrl.controller.retrain.ScriptedTraining;
import dev.fleetrl.controller.triage.TriageQueue.Answer;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
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

/** One robot that speaks four times a second, and a controller. */
class HelpDeskTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RobotId ROBOT = new RobotId("robot-1");
    private static final RobotTopics TOPICS = RobotTopics.of(SimulatedSite.SITE, ROBOT);
    private static final OperatorId ADA = new OperatorId("ada");
    private static final OperatorId BEN = new OperatorId("ben");
    private static final EpisodePlan PLAN = Fixtures.plan("practice", 1, 0, Fixtures.BY_V1, Cohort.TRAIN);

    @TempDir
    Path folder;

    private EpisodeStore store;
    private SimulatedSite site;
    private SimulatedWire robot;
    private VirtualTime.Timer speaking;
    private Running running;
    private long sequence;

    @BeforeEach
    void begin() throws IOException {
        store = EpisodeStore.open(folder);
        site = new SimulatedSite(1, Faults.NONE, store, new ScriptedTraining(), Optional.empty());
        running = site.startController();
        robot = site.broker.connect();
        speaking = site.time.every(
                SECOND / 4,
                () -> say(
                        TOPICS.state(),
                        Fixtures.state(ROBOT, "s", sequence++, site.time.millis(), Optional.of(PLAN), 0)));
        Birth birth = Fixtures.birth(ROBOT, "s");
        say(TOPICS.birth(), birth);
        site.time.runFor(SECOND);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void tellsWhoWonAndKeepsItInTheLog() {
        call();

        assertThat(running.controller().help().claim(ROBOT, ADA)).isInstanceOf(Answer.Done.class);
        assertThat(running.controller().help().claim(ROBOT, BEN))
                .isEqualTo(new Answer.Refused("ada has claimed robot-1"));

        HelpTicket ticket = running.controller().help().tickets().get(0);
        assertThat(ticket.operator()).contains(ADA);
        assertThat(ticket.task()).contains(PLAN.task());
        assertThat(logged()).containsExactly(Change.OPENED, Change.CLAIMED);
    }

    @Test
    void refusesAClaimOfARobotThatIsNotThere() {
        call();
        speaking.cancel();
        site.time.runFor(5 * SECOND);

        assertThat(running.controller().help().claim(ROBOT, ADA))
                .isEqualTo(new Answer.Refused("there is no contact with robot-1; nobody can take it over now"));
    }

    @Test
    void givesBackAClaimThatIsNotUsed() {
        call();
        running.controller().help().claim(ROBOT, ADA);
        site.time.runFor(31 * SECOND);

        assertThat(running.controller().help().tickets().get(0).state()).isEqualTo(HelpTicket.State.OPEN);
        assertThat(logged()).containsExactly(Change.OPENED, Change.CLAIMED, Change.RELEASED);
    }

    @Test
    void theNextControllerKnowsWhoStillCalls() {
        call();
        running.kill();

        Running next = site.startController();
        site.time.runFor(SECOND);

        assertThat(next.controller().help().tickets())
                .extracting(HelpTicket::robot, HelpTicket::reason)
                .containsExactly(tuple(ROBOT, "guard-workspace"));
    }

    private void call() {
        say(TOPICS.help(), new HelpRequest(ROBOT, PLAN.episode(), "guard-workspace", site.time.millis()));
        site.time.runFor(SECOND);
    }

    private <M> void say(Topic<M> topic, M message) {
        robot.publish(topic, message).onFailure(lost -> {});
    }

    private List<Change> logged() {
        site.time.runFor(SECOND);
        List<Change> changes = new ArrayList<>();
        Future<Void> read = site.broker.connect().replay(LogTopics.TRIAGE, Log.Position.START, logged -> {
            TriageRecord record = logged.message();
            changes.add(record.change());
            return Future.succeededFuture();
        });
        site.time.runUntil(read::isComplete);
        return changes;
    }
}

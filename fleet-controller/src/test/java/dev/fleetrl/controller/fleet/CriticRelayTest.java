package dev.fleetrl.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.TaskProgress;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.roster.Roster;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CriticRelayTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RobotId ROBOT = new RobotId("robot-1");
    private static final EpisodePlan PLAN = Fixtures.plan("practice", 1, 0, Fixtures.BY_EXPERT, Cohort.TRAIN);

    private final VirtualTime time = new VirtualTime();
    private final SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.NONE);
    private final Roster roster = new Roster(1000, 10_000);

    @Test
    void passesOnCallsAboutEpisodesThatStillRun() {
        HelpRequest now = new HelpRequest(ROBOT, PLAN.episode(), "critic-stalled", 5);

        List<HelpRequest> heard = heard(
                LogTopics.HELP,
                RobotTopics::help,
                now,
                new HelpRequest(ROBOT, new EpisodeId("over"), "critic-sliding", 4),
                new HelpRequest(new RobotId("r9"), PLAN.episode(), "critic-sliding", 4));

        assertThat(heard).containsExactly(now);
    }

    @Test
    void tellsRobotsWhatTheDoneDetectorSeesInEpisodesThatStillRun() {
        DoneSignal now = signal(ROBOT, PLAN.episode());

        List<DoneSignal> heard = heard(
                LogTopics.DONE,
                RobotTopics::done,
                now,
                signal(ROBOT, new EpisodeId("over")),
                signal(new RobotId("r9"), PLAN.episode()));

        assertThat(heard).containsExactly(now);
    }

    @Test
    void tellsTabletsHowFarTheTaskIsInEpisodesThatStillRun() {
        TaskProgress now = new TaskProgress(ROBOT, PLAN.episode(), 40, 0.6);

        List<TaskProgress> heard = heard(
                LogTopics.PROGRESS,
                RobotTopics::progress,
                now,
                new TaskProgress(ROBOT, new EpisodeId("over"), 40, 0.6),
                new TaskProgress(new RobotId("r9"), PLAN.episode(), 40, 0.6));

        assertThat(heard).containsExactly(now);
    }

    private static DoneSignal signal(RobotId robot, EpisodeId episode) {
        return new DoneSignal(robot, episode, 40, true, false, 0.97, new LabelRunId("round-1"));
    }

    @SafeVarargs
    private <M> List<M> heard(Topic<M> log, Function<RobotTopics, Topic<M>> robots, M... said) {
        roster.hear(Fixtures.state(ROBOT, "s", 1, time.millis(), Optional.of(PLAN), 0), time.millis());
        List<M> heard = new ArrayList<>();
        SimulatedWire wire = broker.connect();
        Future<Void> ready = wire.subscribe(robots.apply(RobotTopics.ofAll(SimulatedSite.SITE)), message -> {
                    heard.add(message);
                    return Future.succeededFuture();
                })
                .compose(done -> new CriticRelay(SimulatedSite.SITE, wire, roster, time::millis).start(wire));
        time.runUntil(ready::isComplete);
        for (M message : said) {
            broker.connect().publish(log, message).onFailure(lost -> {});
        }
        time.runFor(SECOND);
        return heard;
    }
}

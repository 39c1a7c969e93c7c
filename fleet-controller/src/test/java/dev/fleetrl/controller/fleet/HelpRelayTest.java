package dev.fleetrl.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
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
import org.junit.jupiter.api.Test;

class HelpRelayTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RobotId ROBOT = new RobotId("robot-1");
    private static final EpisodePlan PLAN = Fixtures.plan("practice", 1, 0, Fixtures.BY_EXPERT, Cohort.TRAIN);

    @Test
    void passesOnCallsAboutEpisodesThatStillRun() {
        VirtualTime time = new VirtualTime();
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.NONE);
        SimulatedWire wire = broker.connect();
        Roster roster = new Roster(1000, 10_000);
        roster.hear(Fixtures.state(ROBOT, "s", 1, time.millis(), Optional.of(PLAN), 0), time.millis());
        List<HelpRequest> heard = new ArrayList<>();
        Future<Void> ready = wire.subscribe(
                        RobotTopics.of(SimulatedSite.SITE, ROBOT).help(), help -> {
                            heard.add(help);
                            return Future.succeededFuture();
                        })
                .compose(done -> HelpRelay.start(SimulatedSite.SITE, wire, wire, roster, time::millis));
        time.runUntil(ready::isComplete);

        HelpRequest now = new HelpRequest(ROBOT, PLAN.episode(), "critic-stalled", 5);
        broker.connect().publish(LogTopics.HELP, now).onFailure(lost -> {});
        broker.connect()
                .publish(LogTopics.HELP, new HelpRequest(ROBOT, new EpisodeId("over"), "critic-sliding", 4))
                .onFailure(lost -> {});
        broker.connect()
                .publish(LogTopics.HELP, new HelpRequest(new RobotId("r9"), PLAN.episode(), "critic-sliding", 4))
                .onFailure(lost -> {});
        time.runFor(SECOND);

        assertThat(heard).containsExactly(now);
    }
}

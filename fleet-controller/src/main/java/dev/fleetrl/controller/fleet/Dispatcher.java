package dev.fleetrl.controller.fleet;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.allocation.Allocation;
import dev.fleetrl.controller.allocation.Circumstances;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.Wire;
import java.util.HashSet;
import java.util.Set;

/** Writes down what the allocation decides, and tells the robot once the log has it. */
final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final SiteId site;
    private final Wire robots;
    private final Log log;
    private final Allocation allocation;
    private final long commandLifeMillis;
    private final Set<EpisodeRecord> awaited = new HashSet<>();

    /** @param commandLifeMillis a plan that comes later than this is refused; shorter than the wait for its beginning */
    Dispatcher(SiteId site, Wire robots, Log log, Allocation allocation, long commandLifeMillis) {
        this.site = site;
        this.robots = robots;
        this.log = log;
        this.allocation = allocation;
        this.commandLifeMillis = commandLifeMillis;
    }

    /** Decides nothing new before the last decisions have come back. */
    void tick(Circumstances now) {
        if (!awaited.isEmpty()) {
            return;
        }
        for (EpisodeRecord record : allocation.decide(now)) {
            awaited.add(record);
            log.publish(LogTopics.EPISODES, record).onFailure(cause -> {
                awaited.remove(record);
                LOG.log(WARNING, "the log did not take a decision on " + record.episode(), cause);
            });
        }
    }

    /** An assignment of an earlier controller is not sent again: nobody knows whether it arrived. */
    void hear(EpisodeRecord record, long nowMillis) {
        if (!awaited.remove(record)) {
            return;
        }
        if (record instanceof EpisodeRecord.GivenUp givenUp) {
            LOG.log(INFO, "episode {0} is given up: {1}", givenUp.episode(), givenUp.reason());
        } else if (record instanceof EpisodeRecord.Assigned assigned) {
            Command.Header header =
                    new Command.Header(assigned.episode().value(), nowMillis, nowMillis + commandLifeMillis);
            robots.publish(
                            RobotTopics.of(site, assigned.robot()).commands(),
                            new Command.RunEpisode(header, assigned.plan()))
                    .onFailure(cause -> allocation.hearRefusal(
                            assigned.episode().value(), "the plan could not be sent", nowMillis));
        }
    }
}

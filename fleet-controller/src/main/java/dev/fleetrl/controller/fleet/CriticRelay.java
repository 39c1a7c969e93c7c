package dev.fleetrl.controller.fleet;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.controller.roster.Roster;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.Wire;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Passes on what the critic says of robots: calls, on the robot's own {@code help} topic, so that tablets show them as they show
 * a robot's; how the task gets on, for tablets; and what its done detector sees, to the robot. What is about an episode that is
 * over is dropped, and so is what was said before this controller began.
 */
final class CriticRelay {
    private static final System.Logger LOG = System.getLogger(CriticRelay.class.getName());

    private final SiteId site;
    private final Wire robots;
    private final Roster roster;
    private final LongSupplier clockMillis;

    CriticRelay(SiteId site, Wire robots, Roster roster, LongSupplier clockMillis) {
        this.site = site;
        this.robots = robots;
        this.roster = roster;
        this.clockMillis = clockMillis;
    }

    Future<Void> start(Log log) {
        return Future.all(
                        log.subscribe(
                                LogTopics.HELP, help -> pass(help.robot(), help.episode(), RobotTopics::help, help)),
                        log.subscribe(
                                LogTopics.DONE,
                                signal -> pass(signal.robot(), signal.episode(), RobotTopics::done, signal)),
                        log.subscribe(
                                LogTopics.PROGRESS,
                                seen -> pass(seen.robot(), seen.episode(), RobotTopics::progress, seen)))
                .mapEmpty();
    }

    private <M> Future<Void> pass(RobotId robot, EpisodeId episode, Function<RobotTopics, Topic<M>> topic, M message) {
        if (roster.robot(robot, clockMillis.getAsLong())
                .filter(known -> known.runs(episode))
                .isPresent()) {
            robots.publish(topic.apply(RobotTopics.of(site, robot)), message)
                    .onFailure(cause -> LOG.log(WARNING, "cannot pass on what the critic says of " + robot, cause));
        }
        return Future.succeededFuture();
    }
}

package dev.fleetrl.controller.fleet;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.roster.RobotView;
import dev.fleetrl.controller.roster.Roster;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.Wire;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Passes on what the progress critic calls for, on the robot's own {@code help} topic, so that tablets show it as they show
 * a robot's call. Calls about an episode that is over are dropped, and so are those from before this controller began.
 */
final class HelpRelay {
    private static final System.Logger LOG = System.getLogger(HelpRelay.class.getName());

    private HelpRelay() {}

    static Future<Void> start(SiteId site, Wire robots, Log log, Roster roster, LongSupplier clockMillis) {
        return log.subscribe(LogTopics.HELP, help -> {
            Optional<RobotView> robot = roster.robot(help.robot(), clockMillis.getAsLong());
            if (robot.filter(known -> known.runs(help.episode())).isPresent()) {
                robots.publish(RobotTopics.of(site, help.robot()).help(), help)
                        .onFailure(cause -> LOG.log(WARNING, "cannot pass on a call for " + help.robot(), cause));
            }
            return Future.succeededFuture();
        });
    }
}

package dev.fleetrl.controller.ingest;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Stored;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.Wire;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The one bridge between the two brokers: robots' events go into the log as they come, and each robot hears up to where they
 * are safe. Order and repetition are put right behind the log, see {@link EpisodeSealer}.
 */
public final class StepIngest {
    private static final System.Logger LOG = System.getLogger(StepIngest.class.getName());

    /** A robot sends again what it does not hear of, so what is too much may be dropped. */
    private static final int MAX_IN_FLIGHT = 512;

    private final SiteId site;
    private final Wire robots;
    private final Log log;
    private final ToLongFunction<RobotId> storedUpTo;
    private final Map<RobotId, Integer> inFlight = new HashMap<>();
    private final Map<RobotId, Long> told = new HashMap<>();
    private final Set<RobotId> toTell = new LinkedHashSet<>();

    /** @param storedUpTo see {@link EpisodeSealer#storedUpTo} */
    public StepIngest(SiteId site, Wire robots, Log log, ToLongFunction<RobotId> storedUpTo) {
        this.site = site;
        this.robots = robots;
        this.log = log;
        this.storedUpTo = storedUpTo;
    }

    public Future<Void> start() {
        return robots.subscribe(RobotTopics.ofAll(site).steps(), this::take);
    }

    /** Tells robots what they may delete. */
    public void tick() {
        for (RobotId robot : told.keySet()) {
            if (storedUpTo.applyAsLong(robot) > told.getOrDefault(robot, Long.MIN_VALUE)) {
                toTell.add(robot);
            }
        }
        List<RobotId> now = List.copyOf(toTell);
        toTell.clear();
        now.forEach(this::tell);
    }

    /** Does not wait for the log: other robots' events would wait with this one. */
    private Future<Void> take(NumberedEvent event) {
        RobotId robot = event.robot();
        told.putIfAbsent(robot, Long.MIN_VALUE);
        if (event.number() <= storedUpTo.applyAsLong(robot)) {
            toTell.add(robot);
        } else if (inFlight.getOrDefault(robot, 0) < MAX_IN_FLIGHT) {
            inFlight.merge(robot, 1, Integer::sum);
            log.publish(LogTopics.STEPS, event)
                    .onComplete(done -> inFlight.merge(robot, -1, Integer::sum))
                    .onFailure(cause -> LOG.log(WARNING, "the log did not take an event of " + robot, cause));
        }
        return Future.succeededFuture();
    }

    private void tell(RobotId robot) {
        long upTo = storedUpTo.applyAsLong(robot);
        robots.publish(RobotTopics.of(site, robot).stored(), new Stored(robot, upTo))
                .onSuccess(sent -> told.put(robot, upTo))
                .onFailure(cause -> toTell.add(robot));
    }
}

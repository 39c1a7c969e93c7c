package dev.fleetrl.controller.fleet;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.transport.Wire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/** An agent as its protocol shows it: a spool that is sent again until it is stored, a state, one episode at a time. */
final class ScriptedRobot {
    private static final long STATE_NANOS = 250_000_000;
    private static final long STEP_NANOS = 100_000_000;

    final TreeMap<Long, NumberedEvent> spool = new TreeMap<>();
    int opened;
    Predicate<EpisodePlan> fails = plan -> false;
    private final RobotId id;
    private final Wire wire;
    private final VirtualTime time;
    private final RobotTopics topics;
    private final SplittableRandom random;
    private Optional<EpisodePlan> running = Optional.empty();
    private long sequence;
    private long number;

    ScriptedRobot(SiteId site, RobotId id, Wire wire, VirtualTime time, long seed) {
        this.id = id;
        this.wire = wire;
        this.time = time;
        this.topics = RobotTopics.of(site, id);
        this.random = new SplittableRandom(seed);
    }

    void start() {
        ignore(wire.subscribe(topics.commands(), this::obey));
        ignore(wire.subscribe(topics.stored(), stored -> {
            spool.headMap(stored.upTo(), true).clear();
            return Future.succeededFuture();
        }));
        ignore(wire.publish(topics.birth(), Fixtures.birth(id, "s")));
        ignore(wire.publish(topics.connection(), new Connection(id, "s", Connection.State.ONLINE)));
        time.every(STATE_NANOS, () -> {
            ignore(wire.publish(
                    topics.state(), Fixtures.state(id, "s", sequence++, time.millis(), running, spool.size())));
            spool.values().forEach(event -> ignore(wire.publish(topics.steps(), event)));
        });
    }

    private Future<Void> obey(Command command) {
        if (command instanceof Command.RunEpisode run) {
            boolean accepted =
                    running.isEmpty() && time.millis() <= run.header().expiresAtMillis();
            if (accepted) {
                open(run.plan());
            }
            ignore(wire.publish(
                    topics.answers(), new CommandResult(id, run.header().id(), accepted, accepted ? "" : "busy")));
        }
        return Future.succeededFuture();
    }

    private void open(EpisodePlan plan) {
        running = Optional.of(plan);
        opened++;
        report(new EpisodeEvent.Opened(plan.episode(), id, "s", plan, "do it", 10, 100, time.millis()));
        step(plan, 0, 1 + random.nextInt(8));
    }

    private void step(EpisodePlan plan, int index, int steps) {
        time.in(STEP_NANOS, () -> {
            if (index == steps) {
                Outcome outcome = random.nextInt(10) == 0
                        ? Outcome.ABORTED
                        : fails.test(plan) ? Outcome.FAILURE : Outcome.SUCCESS;
                Ending ending = new Ending(outcome, "test", OutcomeSource.ENVIRONMENT);
                report(new EpisodeEvent.Closed(plan.episode(), ending, steps, time.millis()));
                running = Optional.empty();
            } else {
                report(new EpisodeEvent.Stepped(plan.episode(), Fixtures.step(index, plan.driver())));
                step(plan, index + 1, steps);
            }
        });
    }

    private void report(EpisodeEvent event) {
        NumberedEvent numbered = new NumberedEvent(id, ++number, event);
        spool.put(number, numbered);
        ignore(wire.publish(topics.steps(), numbered));
    }

    /** A robot says everything again until it is heard. */
    private static void ignore(Future<Void> sent) {
        sent.onFailure(lost -> {});
    }
}

package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every record that a spool was ever given, every number that a robot was allowed to forget, and what the log holds. */
final class Ledger {
    private static final int PAGE = 64;

    /** The ledger reads the log no later than this, besides the way. */
    private static final long READING_NANOS = 30 * MILLI;

    private final World world;
    private final List<RobotProcess> robots;
    private final Map<RobotId, Account> accounts = new LinkedHashMap<>();
    private final List<EpisodeRecord> episodes = new ArrayList<>();

    /** One robot's. */
    private static final class Account {
        private final List<NumberedEvent> recorded = new ArrayList<>();
        private final BitSet logged = new BitSet();
        private long acknowledged;
    }

    /** One episode as the robot recorded it. */
    record Recording(EpisodeEvent.Opened opened, List<Step> steps, List<EpisodeEvent.Closed> closed) {}

    Ledger(World world, List<RobotProcess> robots) {
        this.world = world;
        this.robots = robots;
        robots.forEach(robot -> accounts.put(robot.id(), new Account()));
        SimulatedWire wire = world.broker().connect();
        ignore(wire.replay(LogTopics.STEPS, Log.Position.START, logged -> {
            account(logged.message().robot())
                    .logged
                    .set(Math.toIntExact(logged.message().number()));
            return Future.succeededFuture();
        }));
        ignore(wire.replay(LogTopics.EPISODES, Log.Position.START, logged -> {
            episodes.add(logged.message());
            return Future.succeededFuture();
        }));
    }

    /** After each event. */
    void check() {
        for (RobotProcess robot : robots) {
            robot.spool().ifPresent(spool -> note(robot.id(), spool));
        }
    }

    /** What the log tells of episodes. */
    List<EpisodeRecord> episodes() {
        return episodes;
    }

    /** Each robot's records, in order. */
    List<NumberedEvent> recorded() {
        return accounts.values().stream()
                .flatMap(account -> account.recorded.stream())
                .toList();
    }

    Map<EpisodeId, Recording> recordings() {
        Map<EpisodeId, Recording> recordings = new LinkedHashMap<>();
        for (NumberedEvent numbered : recorded()) {
            EpisodeEvent event = numbered.event();
            if (event instanceof EpisodeEvent.Opened opened) {
                Recording twice =
                        recordings.put(opened.episode(), new Recording(opened, new ArrayList<>(), new ArrayList<>()));
                require(twice == null, "episode " + opened.episode() + " was opened twice");
            }
            Recording recording = Optional.ofNullable(recordings.get(event.episode()))
                    .orElseThrow(() -> new AssertionError("never opened: " + numbered));
            if (event instanceof EpisodeEvent.Stepped stepped) {
                recording.steps().add(stepped.step());
            } else if (event instanceof EpisodeEvent.Closed closed) {
                recording.closed().add(closed);
            }
        }
        return recordings;
    }

    private void note(RobotId robot, Spool spool) {
        Account account = account(robot);
        while (spool.last() > account.recorded.size()) {
            List<NumberedEvent> page = spool.after(account.recorded.size(), PAGE);
            long next = account.recorded.size() + 1L;
            require(!page.isEmpty() && page.get(0).number() == next, robot + " lost its record " + next);
            account.recorded.addAll(page);
        }
        long upTo = spool.stored();
        if (upTo > account.acknowledged) {
            account.acknowledged = upTo;
            world.time().in(READING_NANOS + world.maxDelayNanos(), () -> {
                int missing = account.logged.nextClearBit(1);
                require(missing > upTo, robot + " may forget up to " + upTo + ", but the log lacks " + missing);
            });
        }
    }

    private Account account(RobotId robot) {
        return Optional.ofNullable(accounts.get(robot)).orElseThrow();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static void ignore(Future<Void> caughtUp) {
        caughtUp.onFailure(cause -> {
            throw new AssertionError(cause);
        });
    }
}

package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A person with a tablet, who goes by what the tablet shows: takes over, drives, lets go, falls silent and comes back with
 * the old lease, hands back, holds, stops, clears, judges. A calm one only helps robots on.
 */
final class ScriptedOperator {
    private static final long TURN_NANOS = 50 * MILLI;
    private static final long LIFE_MILLIS = 2_000;

    private final World world;
    private final OperatorId id;
    private final Map<RobotId, RobotWatch> watches;
    private final List<RobotId> robots;
    private final SplittableRandom random;
    private final SimulatedWire wire;
    private final Map<RobotId, RobotState> seen = new HashMap<>();
    private @Nullable Drive drive;
    private boolean calm;
    private int commands;
    private long sequence;

    /** One spell at the pad, with the lease that it began with. */
    private record Drive(RobotId robot, long epoch, Vec twist, long endNanos, long silentFrom, long silentUntil) {}

    ScriptedOperator(World world, OperatorId id, Map<RobotId, RobotWatch> watches, SplittableRandom random) {
        this.world = world;
        this.id = id;
        this.watches = watches;
        this.random = random;
        robots = List.copyOf(watches.keySet());
        wire = world.broker().connect();
    }

    void start() {
        Future<Void> subscribed = wire.subscribe(RobotTopics.ofAll(world.site()).state(), state -> {
            see(state);
            return Future.succeededFuture();
        });
        if (!subscribed.succeeded()) {
            throw new AssertionError(id + " sees no robots", subscribed.cause());
        }
        world.time().every(TURN_NANOS, this::turn);
    }

    void calmDown() {
        calm = true;
        drive = null;
    }

    void breakLink(long awayNanos) {
        wire.disconnect();
        world.time().in(awayNanos, wire::reconnect);
    }

    private void see(RobotState state) {
        seen.put(state.robot(), state);
        Authority authority = state.authority();
        boolean mine =
                authority.mode() == ControlMode.ALIGN && authority.holder().equals(Optional.of(id));
        if (mine && !calm && drive == null) {
            long now = world.time().nanoTime();
            long silentFrom = now + millis(300, 6_000);
            drive = new Drive(
                    state.robot(),
                    authority.epoch(),
                    twist(),
                    now + millis(300, 4_000),
                    silentFrom,
                    silentFrom + millis(200, 2_000));
        }
    }

    private void turn() {
        Drive current = drive;
        if (current != null) {
            go(current, world.time().nanoTime());
        } else if (random.nextInt(10) == 0) {
            Optional.ofNullable(seen.get(robots.get(random.nextInt(robots.size()))))
                    .ifPresent(state -> {
                        if (calm) {
                            help(state);
                        } else {
                            meddle(state);
                        }
                    });
        }
    }

    /** Four times in five it ends as it should; else the tablet is simply laid down. */
    private void go(Drive current, long now) {
        if (now >= current.endNanos()) {
            drive = null;
            if (random.nextInt(5) > 0) {
                send(current.robot(), new Command.HandBack(header(), id, current.epoch()));
            }
        } else if (now < current.silentFrom() || now > current.silentUntil()) {
            boolean pressed = random.nextInt(25) > 0;
            if (pressed && wire.connected()) {
                watch(current.robot()).pressed();
            }
            sequence++;
            TeleopCommand teleop = new TeleopCommand(
                    id, current.epoch(), sequence, world.time().millis(), 300, pressed, current.twist(), 0);
            ignore(wire.publish(RobotTopics.of(world.site(), current.robot()).teleop(), teleop));
        }
    }

    private void help(RobotState state) {
        Authority authority = state.authority();
        if (authority.holder().equals(Optional.of(id))) {
            send(state.robot(), new Command.HandBack(header(), id, authority.epoch()));
        } else if (authority.mode() == ControlMode.STOPPED) {
            clear(state.robot());
        } else if (authority.mode() == ControlMode.HOLD) {
            watch(state.robot()).resuming();
            send(state.robot(), new Command.Resume(header(), id));
        }
    }

    private void meddle(RobotState state) {
        RobotId robot = state.robot();
        int mood = random.nextInt(100);
        if (mood < 5) {
            send(robot, new Command.Stop(header(), id));
        } else if (mood < 10) {
            send(robot, new Command.Hold(header(), id));
        } else if (mood < 14 && state.episode().isPresent()) {
            Outcome outcome = mood == 10 ? Outcome.ABORTED : mood == 11 ? Outcome.FAILURE : Outcome.SUCCESS;
            send(robot, new Command.Judge(header(), id, outcome));
        } else if (mood < 45) {
            send(robot, new Command.TakeOver(header(), id));
        } else {
            help(state);
        }
    }

    private void clear(RobotId robot) {
        watch(robot).clearing();
        send(robot, new Command.ClearStop(header(), id));
    }

    private RobotWatch watch(RobotId robot) {
        return Optional.ofNullable(watches.get(robot)).orElseThrow();
    }

    private Vec twist() {
        return Vec.of(speed(), speed(), speed(), 0, 0, speed());
    }

    private float speed() {
        return (float) (0.4 * random.nextDouble() - 0.2);
    }

    private long millis(int from, int to) {
        return random.nextInt(from, to) * MILLI;
    }

    private Command.Header header() {
        commands++;
        long now = world.time().millis();
        return new Command.Header(id + "-" + commands, now, now + LIFE_MILLIS);
    }

    private void send(RobotId robot, Command command) {
        ignore(wire.publish(RobotTopics.of(world.site(), robot).commands(), command));
    }

    /** What does not get through is not sent again: a person looks and decides anew. */
    private static void ignore(Future<Void> sent) {
        sent.onFailure(lost -> {});
    }
}

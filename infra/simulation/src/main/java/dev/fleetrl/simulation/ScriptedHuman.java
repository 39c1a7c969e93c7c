package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.ToolTarget;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An operator for one episode. Watches how it really goes; when the robot makes no headway, or closes its fingers on nothing,
 * takes over after a reaction time, drives by hand to the next stage, and gives the arm back. One who gets nowhere gives up.
 *
 * <p>No clock and no I/O: whoever owns it calls {@link #onTick} some 10 to 50 times a second, sends what it answers, and
 * tells it the arm's authority. It owns its lease only as long as the authority says so; a command that got lost is made
 * again.
 */
public final class ScriptedHuman {
    private static final long PATIENCE_MILLIS = 2000;
    private static final long SHORTEST_REACTION_MILLIS = 500;
    private static final long REACTION_SPREAD_MILLIS = 1000;

    /** A command without effect is repeated after this. */
    private static final long REPEAT_MILLIS = 1000;

    /** For a rescue that makes no headway; then the robot is left alone for the rest of the episode. */
    private static final long GIVES_UP_MILLIS = 5000;

    private static final double METRES_PER_SECOND = 0.2;
    private static final double RADIANS_PER_SECOND = 1.0;
    private static final double SECONDS_TO_GOAL = 0.15;

    /** One sigma, as a part of the speed limit: hands tremble. */
    private static final double TREMBLE = 0.08;

    /** Apart from the scene's: how soon a person reacts must not follow from where the object lies. */
    private static final long STREAM = 0x9E6C63D0876A9A47L;

    /** So much nearer than at the takeover, and a stage further, is recovered. */
    private static final double RECOVERED_METRES = 0.05;

    private final OperatorId self;
    private final SplittableRandom random;
    private final ProgressClock progress = new ProgressClock();
    private boolean started;
    private long actAtMillis = Long.MAX_VALUE;
    private Intent asked = new Intent.None();
    private long repeatAtMillis;
    private Optional<Rescue> rescue = Optional.empty();
    private boolean gaveUp;

    /** What was wrong when the arm was taken. */
    private record Rescue(int stage, double metresToGo, boolean isDone) {
        Rescue done() {
            return new Rescue(stage, metresToGo, true);
        }
    }

    /** Draws from a stream of its own, whose seed may be the episode's. */
    public ScriptedHuman(OperatorId self, long seed) {
        this.self = self;
        random = new SplittableRandom(seed ^ STREAM);
    }

    /** What the hands do now. */
    public Intent onTick(long nowMillis, PrivilegedView view, Authority authority) {
        if (!started) {
            started = true;
            progress.restart(nowMillis);
        }
        if (authority.mode() == ControlMode.STOPPED) {
            return new Intent.None();
        }
        if (authority.holder().isPresent()) {
            return authority.holder().get().equals(self) ? hold(nowMillis, view, authority) : new Intent.None();
        }
        if (view.ended()) {
            return new Intent.None();
        }
        boolean handedBack = rescue.filter(Rescue::isDone).isPresent();
        if (authority.mode() == ControlMode.HOLD && handedBack) {
            return repeated(nowMillis, new Intent.Resume());
        }
        rescue = rescue.filter(r -> !r.isDone);
        return needsLookingAfter(authority) && !gaveUp ? watch(nowMillis, view) : new Intent.None();
    }

    /** The policy acts, or its guard has braked it; what another person holds is theirs. */
    private static boolean needsLookingAfter(Authority authority) {
        return authority.mode() == ControlMode.AUTONOMOUS
                || (authority.mode() == ControlMode.HOLD && authority.reason().startsWith("guard-"));
    }

    private Intent watch(long nowMillis, PrivilegedView view) {
        long idle = progress.idleMillis(nowMillis, view.stage(), view.metresToGo());
        if (idle < PATIENCE_MILLIS && !view.fumbled()) {
            actAtMillis = Long.MAX_VALUE;
            return new Intent.None();
        }
        if (actAtMillis == Long.MAX_VALUE) {
            actAtMillis = nowMillis + SHORTEST_REACTION_MILLIS + (long) (random.nextDouble() * REACTION_SPREAD_MILLIS);
        }
        if (nowMillis < actAtMillis) {
            return new Intent.None();
        }
        rescue = Optional.of(begun(nowMillis, view));
        return repeated(nowMillis, new Intent.TakeOver());
    }

    private Intent hold(long nowMillis, PrivilegedView view, Authority authority) {
        actAtMillis = Long.MAX_VALUE;
        Rescue since = rescue.orElseGet(() -> begun(nowMillis, view));
        if (since.isDone) {
            progress.restart(nowMillis);
            return repeated(nowMillis, new Intent.HandBack());
        }
        boolean recovered = view.stage() > since.stage && view.metresToGo() < since.metresToGo - RECOVERED_METRES;
        long idle = progress.idleMillis(nowMillis, view.stage(), view.metresToGo());
        gaveUp |= !recovered && idle > GIVES_UP_MILLIS;
        if (recovered || gaveUp || view.ended()) {
            rescue = Optional.of(since.done());
            return new Intent.Release();
        }
        rescue = Optional.of(since);
        // The agent holds after a silence, and hears nobody until the arm is taken again.
        return authority.mode() == ControlMode.HOLD ? repeated(nowMillis, new Intent.TakeOver()) : drive(view);
    }

    private Rescue begun(long nowMillis, PrivilegedView view) {
        progress.restart(nowMillis);
        return new Rescue(view.stage(), view.metresToGo(), false);
    }

    private Intent drive(PrivilegedView view) {
        ToolTarget wanted = view.goal().target();
        ToolTarget commanded = view.commanded();
        double fastest =
                Math.min(METRES_PER_SECOND, SimulatedCell.HZ * view.goal().metresPerStep());
        Vec3 way = wanted.pose().position().minus(commanded.pose().position());
        Rotation turn =
                wanted.pose().rotation().times(commanded.pose().rotation().inverse());
        Vec3 v = way.times(1 / SECONDS_TO_GOAL)
                .limited(fastest)
                .plus(new Vec3(tremble(), tremble(), tremble()).times(METRES_PER_SECOND));
        Vec3 w = turn.toVector().times(1 / SECONDS_TO_GOAL).limited(RADIANS_PER_SECOND);
        return new Intent.Drive(
                Vec.of((float) v.x(), (float) v.y(), (float) v.z(), (float) w.x(), (float) w.y(), (float) w.z()),
                wanted.isClosed() ? -1 : 1);
    }

    private double tremble() {
        return TREMBLE * Gaussian.next(random);
    }

    private Intent repeated(long nowMillis, Intent intent) {
        if (intent.equals(asked) && nowMillis < repeatAtMillis) {
            return new Intent.None();
        }
        asked = intent;
        repeatAtMillis = nowMillis + REPEAT_MILLIS;
        return intent;
    }
}

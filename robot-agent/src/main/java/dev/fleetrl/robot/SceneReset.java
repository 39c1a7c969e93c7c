package dev.fleetrl.robot;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ControlArbiter;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From the end of an episode to a scene that is laid out for the next: by the cell's script, or by a person, who then lets the
 * robot go on. Where a script fails, a person does it; and no script begins unless the robot may act by itself, for a hand may be
 * in the cell. A cell that lays out its scenes itself needs nothing of this.
 */
final class SceneReset {
    /** A person lays out the scene, steps back, and lets the robot go on. */
    private static final String BY_PERSON = "reset-the-scene";

    private static final long MILLI = 1_000_000L;

    private final Workcell cell;
    private final ControlArbiter arbiter;
    private final LongSupplier nanos;
    private final Consumer<EpisodeId> help;
    private boolean underWay;
    private long sinceNanos;
    private @Nullable Future<Void> script;
    private Optional<TaskId> scene = Optional.empty();
    private Optional<Long> lastedMillis = Optional.empty();
    private String trouble = "";
    private Optional<EpisodePlan> plan = Optional.empty();

    /** @param help asks for a person, after this episode */
    SceneReset(Workcell cell, ControlArbiter arbiter, LongSupplier nanos, Consumer<EpisodeId> help) {
        this.cell = cell;
        this.arbiter = arbiter;
        this.nanos = nanos;
        this.help = help;
    }

    /** Nobody may be near an arm that could begin by itself: after a start a person lets it go on, whoever lays out the scene. */
    void byPerson() {
        if (!cell.resetsItself()) {
            begin();
            scene = Optional.empty();
            script = null;
            arbiter.hold(BY_PERSON);
        }
    }

    /** The scene is to be laid out for this task again, which is the likeliest to come; where the robot is held, by a person. */
    void after(EpisodePlan over) {
        if (arbiter.mode() != ControlMode.AUTONOMOUS) {
            byPerson();
        } else if (!cell.resetsItself()) {
            begin();
            layOut(over);
        }
    }

    /** Why this plan cannot begin: its scene is laid out first. Ask again when the robot is ready, and only an autonomous one. */
    Optional<String> refusal(EpisodePlan wanted) {
        poll();
        if (underWay) {
            return Optional.of("the scene is being laid out");
        }
        boolean isReady =
                cell.resetsItself() || scene.filter(wanted.task()::equals).isPresent();
        if (isReady || !layOutByScript(wanted)) {
            return Optional.empty();
        }
        return Optional.of("the scene is being laid out for task " + wanted.task());
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Looks whether it is done by now; while a person has to do it, a robot that nobody holds says so. */
    void poll() {
        Future<Void> running = script;
        if (underWay && running != null) {
            poll(running);
        } else if (underWay && arbiter.mode() == ControlMode.AUTONOMOUS) {
            done();
        } else if (underWay && arbiter.mode() == ControlMode.HOLD && !isAskingForPerson()) {
            arbiter.hold(BY_PERSON);
        }
    }

    private void poll(Future<Void> running) {
        if (running.succeeded()) {
            script = null;
            done();
        } else if (running.failed()) {
            script = null;
            fail(String.valueOf(running.cause().getMessage()));
        }
    }

    private boolean isAskingForPerson() {
        Authority now = arbiter.authority();
        return now.holder().isPresent()
                || now.reason().equals(BY_PERSON)
                || now.reason().equals(HelpRequest.RESET_FAILED);
    }

    /** How long the last one took; told once. */
    Optional<Long> takeMillis() {
        Optional<Long> taken = lastedMillis;
        lastedMillis = Optional.empty();
        return taken;
    }

    /** What a person should know; empty if all is well. */
    String trouble() {
        return trouble;
    }

    private boolean layOutByScript(EpisodePlan wanted) {
        Optional<Future<Void>> begun = cell.layOut(wanted.task());
        if (begun.isEmpty()) {
            return false;
        }
        long before = lastedMillis.orElse(0L) * MILLI;
        begin();
        sinceNanos -= before; // the scene that nobody wanted took time, too
        layingOut(wanted, begun.get());
        return true;
    }

    private void layOut(EpisodePlan over) {
        cell.layOut(over.task()).ifPresentOrElse(begun -> layingOut(over, begun), this::byPerson);
    }

    private void layingOut(EpisodePlan wanted, Future<Void> begun) {
        scene = Optional.of(wanted.task());
        plan = Optional.of(wanted);
        script = begun;
    }

    private void begin() {
        underWay = true;
        sinceNanos = nanos.getAsLong();
        lastedMillis = Optional.empty();
        trouble = "";
    }

    private void done() {
        underWay = false;
        lastedMillis = Optional.of((nanos.getAsLong() - sinceNanos) / MILLI);
        trouble = "";
    }

    private void fail(String why) {
        trouble = "the scene was not laid out: " + why;
        arbiter.hold(HelpRequest.RESET_FAILED);
        plan.map(EpisodePlan::episode).ifPresent(help);
    }
}

package dev.fleetrl.robot;

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
 * robot go on. Where a script fails, a person does it. A cell that lays out its scenes itself needs nothing of this.
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

    /** The scene is to be laid out for this task again, which is the likeliest to come. */
    void after(EpisodePlan over) {
        if (!cell.resetsItself()) {
            begin();
            layOut(over);
        }
    }

    /** Why this plan cannot begin: its scene is laid out first. Ask again when the robot is ready. */
    Optional<String> refusal(EpisodePlan wanted) {
        if (isUnderWay()) {
            return Optional.of("the scene is being laid out");
        }
        boolean isReady =
                cell.resetsItself() || scene.filter(wanted.task()::equals).isPresent();
        if (isReady || !layOutByScript(wanted)) {
            return Optional.empty();
        }
        return Optional.of("the scene is being laid out for task " + wanted.task());
    }

    /** Looks whether it is done by now. */
    boolean isUnderWay() {
        Future<Void> running = script;
        if (underWay && running != null && running.isComplete()) {
            script = null;
            if (running.succeeded()) {
                done();
            } else {
                fail(String.valueOf(running.cause().getMessage()));
            }
        } else if (underWay && running == null && arbiter.mode() == ControlMode.AUTONOMOUS) {
            done();
        }
        return underWay;
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

package dev.fleetrl.robot.episode;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.CommandGuard.Rule;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the ticks of each step, and decides whose step it was.
 *
 * <p>A step in which a person moved is their correction, even if the driver began it. A step in which nobody acted is a
 * hold. The recorded action is what was asked for where that was executed whole, bit for bit, and otherwise the way that
 * the commanded pose really went. What the guard did to a driver's action is not told of a step that became a person's.
 */
public final class EpisodeRecorder {
    private final EpisodeId episode;
    private final ActionSource driver;
    private int steps;
    private int drivenSteps;
    private int heldInARow;
    private @Nullable Start start;
    private @Nullable Planned planned;
    private int drivenTicks;
    private int exactTicks;
    private final Set<Rule> driverGuarded = EnumSet.noneOf(Rule.class);
    private final Set<Rule> personGuarded = EnumSet.noneOf(Rule.class);
    private boolean personsTick;
    private @Nullable OperatorId corrector;

    /** @param driver of the episode: a person who shows the task corrects nobody */
    public EpisodeRecorder(EpisodeId episode, ActionSource driver) {
        this.episode = episode;
        this.driver = driver;
    }

    public void begin(Start stepStart) {
        start = stepStart;
        planned = null;
        drivenTicks = 0;
        exactTicks = 0;
        corrector = null;
    }

    /**
     * The driver wants this in the step that has begun. Answers it as far as it is done.
     *
     * @param reachable the part of it that stays inside the workspace; shape [7]
     */
    public Planned plan(Planned wanted, Vec reachable) {
        if (!reachable.equals(wanted.action())) {
            driverGuarded.add(Rule.WORKSPACE);
        }
        planned = new Planned(reachable, wanted.intended(), wanted.source(), wanted.chunk());
        return planned;
    }

    /**
     * For one tick the arm went the way of the driver's action.
     *
     * @param exactly not cut by the guard
     */
    public void drivenTick(boolean exactly) {
        drivenTicks++;
        exactTicks += exactly ? 1 : 0;
    }

    /**
     * What the guard found wrong with what was asked for, in this step or since the one before: by the person where this tick is a
     * corrected one, and by the driver otherwise.
     */
    public void guarded(Set<Rule> broken) {
        (personsTick ? personGuarded : driverGuarded).addAll(broken);
        personsTick = false;
    }

    /** A person moves the arm in this tick; what the guard says of it comes after. */
    public void correctedTick(OperatorId operator) {
        corrector = operator;
        personsTick = true;
    }

    /** Ends the step after {@code ticks}, with the tool sent to {@code end}. */
    public EpisodeEvent.Stepped finish(ToolTarget end, int ticks) {
        Start begun = start;
        if (begun == null) {
            throw new IllegalStateException("no step of " + episode + " has begun");
        }
        Step step = step(begun, end, ticks);
        boolean held = step.source() instanceof ActionSource.Hold;
        heldInARow = held ? heldInARow + 1 : 0;
        drivenSteps += held || corrector != null ? 0 : 1;
        steps++;
        start = null;
        driverGuarded.clear();
        personGuarded.clear();
        return new EpisodeEvent.Stepped(episode, step);
    }

    public EpisodeEvent.Closed close(Ending ending, long atMillis) {
        return new EpisodeEvent.Closed(episode, ending, steps, atMillis);
    }

    public int steps() {
        return steps;
    }

    /** Steps that count towards the time limit: the driver's. What a person needs to help is no delay of the driver's. */
    public int drivenSteps() {
        return drivenSteps;
    }

    /** Steps since anybody acted. */
    public int heldInARow() {
        return heldInARow;
    }

    private Step step(Start begun, ToolTarget end, int ticks) {
        Planned wanted = planned;
        if (corrector != null) {
            return step(begun, end.since(begun.commanded()), Vec.of(), sourceOf(corrector), ChunkPosition.NONE);
        }
        if (wanted == null || drivenTicks == 0) {
            return step(begun, end.since(begun.commanded()), Vec.of(), new ActionSource.Hold(), ChunkPosition.NONE);
        }
        Vec action = exactTicks == ticks ? wanted.action() : end.since(begun.commanded());
        return step(begun, action, wanted.intended(), wanted.source(), wanted.chunk());
    }

    private ActionSource sourceOf(OperatorId person) {
        return driver.equals(new ActionSource.Demonstration(person)) ? driver : new ActionSource.Correction(person);
    }

    private Set<Rule> guarded() {
        Set<Rule> all = EnumSet.copyOf(personGuarded);
        if (corrector == null) {
            all.addAll(driverGuarded);
        }
        return all;
    }

    private Step step(Start begun, Vec action, Vec policyAction, ActionSource source, ChunkPosition chunk) {
        return new Step(
                steps,
                begun.atMillis(),
                begun.observation(),
                action,
                policyAction,
                source,
                chunk,
                begun.stage(),
                begun.review(),
                guarded().stream().map(Rule::code).sorted().toList());
    }

    /**
     * What was so when the step began.
     *
     * @param commanded where the tool was sent last
     */
    public record Start(long atMillis, Observation observation, int stage, List<Frame> review, ToolTarget commanded) {
        public Start {
            review = List.copyOf(review);
        }
    }

    /**
     * What the driver wants of a step.
     *
     * @param action to be executed; shape [7]
     * @param intended the driver's own wish, where the executed one differs from it by limits or by noise; shape [7]
     */
    public record Planned(Vec action, Vec intended, ActionSource source, ChunkPosition chunk) {}
}

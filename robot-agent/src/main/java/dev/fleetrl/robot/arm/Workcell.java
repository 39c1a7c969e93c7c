package dev.fleetrl.robot.arm;

import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What surrounds the arm: it sets the scene, judges the task, and may show how it is done. On the control thread only. */
public interface Workcell {
    List<TaskId> tasks();

    /** Who can show a task from the start; empty for most real cells. */
    List<OperatorId> demonstrators();

    /** Why this plan cannot be done here, if it cannot; asked before {@link #reset}. Only a simulation varies its scene. */
    default Optional<String> refusal(EpisodePlan plan) {
        return plan.variation().map(variation -> "this robot's scene cannot be varied by " + variation);
    }

    /** Why no episode of any task may begin now, in words for a person. */
    default List<String> obstacles() {
        return List.of();
    }

    /** Whether {@link #reset} lays out the scene; where it does not, {@link #layOut} or a person does before. */
    default boolean resetsItself() {
        return true;
    }

    /** Begins to lay out a task's scene; fails with words for a person. Empty where a person has to. */
    default Optional<Future<Void>> layOut(TaskId task) {
        return Optional.empty();
    }

    /** How long an episode of this task that has ended by its time limit waits for a person's verdict. */
    default long labelMillis(TaskId task) {
        return 0;
    }

    /** CRITIC where its done detector is asked for success, which looks on from afar. */
    default Optional<OutcomeSource> judgeFarAway(TaskId task) {
        return Optional.empty();
    }

    /** What the done detector says; of an episode that does not run, too. */
    default void hear(DoneSignal signal) {}

    /** Sets the scene for an episode. */
    Start reset(EpisodePlan plan);

    /** How far the task has come. */
    TaskStatus judge();

    /** While a person looks after the episode, the judge's clocks stand: thinking is no failure. */
    void attended(boolean isAttended);

    /** What the demonstrator does next, in the running episode. */
    Demonstration demonstrate();

    /**
     * A scene that is ready.
     *
     * @param timeLimitSteps steps, holds not counted, after which the episode is a failure
     * @param pace seconds of the arm's own time a second; 0 is as fast as can be. A robot of metal always says 1.
     */
    record Start(String instruction, int timeLimitSteps, double pace) {}

    /**
     * The judge's view.
     *
     * @param ending present once the task is decided
     */
    record TaskStatus(int stage, String stageName, Optional<Ending> ending) {}

    /**
     * One action of a demonstrator, whose hand may shake on purpose (DART) so that recoveries are seen.
     *
     * @param executed with the disturbance; shape [7]
     * @param clean what was meant; shape [7]
     */
    record Demonstration(Vec executed, Vec clean) {}
}

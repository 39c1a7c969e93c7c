package dev.fleetrl.robot.arm;

import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell of metal where a person lays out the scene and says how an episode ended. Whatever nobody judges in time is a
 * failure.
 */
public final class AttendedCell implements Workcell {
    private static final int STEPS_A_SECOND = 10;
    private static final double REAL_TIME = 1;

    /** A person sees how far the task is; the cell does not. */
    private static final TaskStatus UNKNOWN = new TaskStatus(0, "attended", Optional.empty());

    private final Map<TaskId, AttendedTask> tasks = new LinkedHashMap<>();

    /**
     * A task as people know it.
     *
     * @param instruction that the policy is given
     * @param timeLimitSeconds after which an episode is a failure; holds do not count
     */
    public record AttendedTask(TaskId task, String instruction, int timeLimitSeconds) {
        public AttendedTask {
            if (instruction.isBlank()) {
                throw new IllegalArgumentException("task " + task + ": the instruction is empty");
            }
            if (timeLimitSeconds < 1) {
                throw new IllegalArgumentException(
                        "task " + task + ": timeLimitSeconds must be at least 1, not " + timeLimitSeconds);
            }
        }
    }

    public AttendedCell(List<AttendedTask> tasks) {
        tasks.forEach(task -> this.tasks.put(task.task(), task));
    }

    @Override
    public List<TaskId> tasks() {
        return List.copyOf(tasks.keySet());
    }

    @Override
    public List<OperatorId> demonstrators() {
        return List.of();
    }

    @Override
    public boolean resetsItself() {
        return false;
    }

    @Override
    public Start reset(EpisodePlan plan) {
        AttendedTask task = tasks.get(plan.task());
        if (task == null) {
            throw new IllegalArgumentException("this cell does not know the task " + plan.task());
        }
        return new Start(task.instruction(), task.timeLimitSeconds() * STEPS_A_SECOND, REAL_TIME);
    }

    @Override
    public TaskStatus judge() {
        return UNKNOWN;
    }

    @Override
    public void attended(boolean isAttended) {}

    @Override
    public Demonstration demonstrate() {
        throw new UnsupportedOperationException("nobody demonstrates here");
    }
}

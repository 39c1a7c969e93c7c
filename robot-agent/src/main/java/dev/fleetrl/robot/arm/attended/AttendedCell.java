package dev.fleetrl.robot.arm.attended;

import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Workcell;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cell of metal, whose task files say who lays out a scene and who says success. Whatever nobody judges in time is a
 * failure.
 */
public final class AttendedCell implements Workcell {
    private static final int STEPS_A_SECOND = 10;
    private static final long MILLIS_A_SECOND = 1000;
    private static final double REAL_TIME = 1;

    /** Others see how far the task is; the cell does not. */
    private static final String STAGE = "attended";

    private final Map<TaskId, AttendedTask> tasks = new LinkedHashMap<>();
    private final Map<TaskId, Judge> judges = new HashMap<>();
    private final Ports ports;
    private @Nullable TaskId running;
    private int asked; // before the first step of the running episode, and after each

    /**
     * What a cell is in touch with.
     *
     * @param toolPose as measured; shape [6]
     * @param sensors begins to listen
     * @param scripts begins to lay out a scene; fails with what a person should know
     */
    public record Ports(
            Supplier<Vec> toolPose,
            Function<Success.BySensor, SuccessSensor> sensors,
            Function<Reset.ByScript, Future<Void>> scripts) {}

    public AttendedCell(List<AttendedTask> tasks, Ports ports) {
        this.ports = ports;
        tasks.forEach(task -> this.tasks.put(task.id(), task));
        tasks.forEach(this::listen);
    }

    /** A cell of tasks in which a person does everything, wherever the tool is. */
    public static AttendedCell byPerson(AttendedTask... tasks) {
        Ports none = new Ports(
                () -> Vec.of(),
                sensor -> {
                    throw new IllegalArgumentException("there is no sensor " + sensor.topic());
                },
                script -> Future.failedFuture("there are no scripts"));
        return new AttendedCell(List.of(tasks), none);
    }

    private void listen(AttendedTask task) {
        if (task.success() instanceof Success.BySensor sensor) {
            judges.put(task.id(), ports.sensors().apply(sensor));
        } else if (task.success() instanceof Success.ByDoneDetector detector) {
            judges.put(task.id(), new DoneListener(detector.staleSeconds() * STEPS_A_SECOND));
        }
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
    public Optional<Future<Void>> layOut(TaskId task) {
        return task(task).reset() instanceof Reset.ByScript script
                ? Optional.of(ports.scripts().apply(script))
                : Optional.empty();
    }

    @Override
    public Optional<String> refusal(EpisodePlan plan) {
        return Workcell.super.refusal(plan).or(() -> obstacle(task(plan.task())));
    }

    /** Where another task could begin, one that cannot is refused when it is asked for. */
    @Override
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        tasks.values().forEach(task -> obstacle(task).ifPresent(obstacles::add));
        return obstacles.size() == tasks.size() ? List.of(obstacles.get(0)) : List.of();
    }

    private Optional<String> obstacle(AttendedTask task) {
        return task.home()
                .flatMap(home -> home.obstacle(ports.toolPose().get()))
                .or(() -> judge(task.id()).flatMap(Judge::obstacle))
                .map(words -> "task " + task.id() + ": " + words);
    }

    @Override
    public Start reset(EpisodePlan plan) {
        AttendedTask task = task(plan.task());
        running = task.id();
        asked = 0;
        judge(task.id()).ifPresent(judge -> judge.begin(plan.episode()));
        return new Start(task.instruction(), task.timeLimitSeconds() * STEPS_A_SECOND, REAL_TIME);
    }

    @Override
    public long labelMillis(TaskId task) {
        return task(task).success() instanceof Success.ByPerson person ? person.labelSeconds() * MILLIS_A_SECOND : 0;
    }

    @Override
    public TaskStatus judge() {
        int steps = asked++;
        return new TaskStatus(0, STAGE, judge(running).flatMap(judge -> judge.ending(steps)));
    }

    @Override
    public Optional<OutcomeSource> judgeFarAway(TaskId task) {
        return task(task).success() instanceof Success.ByDoneDetector
                ? Optional.of(OutcomeSource.CRITIC)
                : Optional.empty();
    }

    @Override
    public void hear(DoneSignal signal) {
        if (judge(running).orElse(null) instanceof DoneListener listener) {
            listener.hear(signal);
        }
    }

    private Optional<Judge> judge(@Nullable TaskId task) {
        return Optional.ofNullable(task).map(judges::get);
    }

    @Override
    public void attended(boolean isAttended) {}

    @Override
    public Demonstration demonstrate() {
        throw new UnsupportedOperationException("nobody demonstrates here");
    }

    private AttendedTask task(TaskId id) {
        AttendedTask task = tasks.get(id);
        if (task == null) {
            throw new IllegalArgumentException("this cell does not know the task " + id);
        }
        return task;
    }
}

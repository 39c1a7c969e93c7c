package dev.fleetrl.simulation;

import dev.fleetrl.contracts.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The tasks on the class path. */
public final class Tasks {
    private Tasks() {}

    /** All of them, by name. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        ServiceLoader.load(Task.class, Task.class.getClassLoader()).forEach(tasks::add);
        tasks.sort(Comparator.comparing(task -> task.id().value()));
        return tasks;
    }

    /**
     * The task of that name.
     *
     * @throws IllegalArgumentException with the known names, if there is none
     */
    public static Task byId(TaskId id) {
        List<Task> tasks = all();
        for (Task task : tasks) {
            if (task.id().equals(id)) {
                return task;
            }
        }
        List<String> known = tasks.stream().map(task -> task.id().value()).toList();
        throw new IllegalArgumentException("unknown task '" + id + "'; known tasks are " + String.join(", ", known));
    }
}

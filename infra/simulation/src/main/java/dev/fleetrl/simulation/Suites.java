package dev.fleetrl.simulation;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import java.util.List;

/** What there is to evaluate beyond the training distribution. Each suite has its own rate; they are never pooled. */
public final class Suites {
    private Suites() {}

    /** One task in one variation. */
    public record Suite(TaskId task, Variation variation) {}

    /** Of all tasks, each in the variations that make sense for it. */
    public static List<Suite> all() {
        return Tasks.all().stream().flatMap(task -> of(task).stream()).toList();
    }

    /** Whether the task can be set up so; severity 0 it always can. */
    public static boolean has(Task task, Variation variation) {
        return variation.severity() == 0 || task.variations().contains(variation.kind());
    }

    public static List<Suite> of(Task task) {
        return Variation.all().stream()
                .filter(variation -> task.variations().contains(variation.kind()))
                .map(variation -> new Suite(task.id(), variation))
                .toList();
    }
}

package dev.fleetrl.local.demo;

import dev.fleetrl.local.UserError;
import java.util.List;
import java.util.Map;

/**
 * How large the story is. Fixed before anything is measured; the same for each version that is compared.
 *
 * @param demonstrations episodes of the scripted expert
 * @param baseSteps gradient steps of the base policy
 * @param practice episodes that the fleet practises, corrected by the scripted people
 * @param valueSteps gradient steps of the value function
 * @param extraSteps gradient steps of RECAP, and of its matched controls
 * @param evaluation held-out starts for each version
 * @param badSteps gradient steps of a version that is bad on purpose, and pushed all the same; 0 is no such version
 */
public record DemoPlan(
        int demonstrations, int baseSteps, int practice, int valueSteps, int extraSteps, int evaluation, int badSteps) {
    private static final Map<String, DemoPlan> QUICK = Map.of(
            "pick", new DemoPlan(40, 900, 24, 150, 250, 24, 0),
            "sort", new DemoPlan(60, 1200, 16, 150, 250, 16, 0),
            "drawer-store", new DemoPlan(40, 1200, 16, 150, 250, 16, 0),
            "insert", new DemoPlan(40, 1200, 16, 150, 250, 16, 0),
            "box", new DemoPlan(40, 1200, 16, 150, 250, 16, 0));
    private static final Map<String, DemoPlan> FULL = Map.of(
            "pick", new DemoPlan(15, 4800, 120, 450, 1000, 150, 20),
            "sort", new DemoPlan(120, 3000, 100, 450, 1000, 100, 20),
            "drawer-store", new DemoPlan(80, 3000, 60, 450, 1000, 60, 20),
            "insert", new DemoPlan(80, 3000, 60, 450, 1000, 60, 20),
            "box", new DemoPlan(80, 3000, 60, 450, 1000, 60, 20));

    /** What there is a plan for, by name. */
    public static List<String> tasks() {
        return FULL.keySet().stream().sorted().toList();
    }

    /** The plan of a task; refuses one that there is no plan for. */
    public static DemoPlan of(String task, boolean quick) {
        DemoPlan plan = (quick ? QUICK : FULL).get(task);
        if (plan == null) {
            throw new UserError("there is no task '" + task + "'; choose one of " + String.join(", ", tasks()));
        }
        return plan;
    }
}

package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an episode does not get on: for {@link #WINDOW_SECONDS} from a step the judge counts no new stage, the tool ends
 * within {@link #LEAST_METRES} of where it began, and the gripper is told the same. Measured on what was executed, so that it
 * owes nothing to the value function that it helps to judge. A robot that dithers in front of the object stalls; one that
 * turns its hand in place for 2 s does too, which is the price of so simple a rule.
 */
public final class Stalls {
    /** As long as the slowest thing that is done without moving: closing the gripper takes half a second. */
    static final double WINDOW_SECONDS = 2;

    static final double LEAST_METRES = 0.02;

    private static final int GRIPPER = 6;

    private Stalls() {}

    /** One word a step. The last window holds for the steps behind its beginning; an episode shorter than it never stalls. */
    public static List<Boolean> of(List<Step> steps, int hz) {
        int window = (int) Math.max(1, Math.round(WINDOW_SECONDS * hz));
        List<Boolean> stalled = new ArrayList<>();
        for (int t = 0; t < steps.size(); t++) {
            int from = Math.min(t, steps.size() - window);
            stalled.add(from >= 0 && isStalled(steps.subList(from, from + window)));
        }
        return stalled;
    }

    private static boolean isStalled(List<Step> window) {
        double[] moved = new double[3];
        Step first = window.get(0);
        for (Step step : window) {
            if (step.stage() != first.stage() || step.action().size() <= GRIPPER || gripperTurns(first, step)) {
                return false;
            }
            for (int axis = 0; axis < moved.length; axis++) {
                moved[axis] += step.action().at(axis);
            }
        }
        return Math.hypot(Math.hypot(moved[0], moved[1]), moved[2]) < LEAST_METRES;
    }

    private static boolean gripperTurns(Step first, Step step) {
        Vec before = first.action();
        return before.at(GRIPPER) > 0 != step.action().at(GRIPPER) > 0;
    }
}

package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import java.util.ArrayList;
import java.util.List;

/** How smoothly a policy moves the tool: how much one step's translation differs from the next, and where its chunks meet. */
final class Seams {
    private static final double STEP_SECONDS = 0.1;

    private final List<Double> changes = new ArrayList<>();
    private final List<Double> within = new ArrayList<>();
    private double delays;
    private double jerks;
    private long thirds;

    /** One episode. */
    void add(List<Step> steps) {
        for (int i = 1; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!isPolicys(steps.get(i - 1)) || !isPolicys(step)) {
                continue;
            }
            boolean isChange = step.chunk().chunk() != steps.get(i - 1).chunk().chunk();
            (isChange ? changes : within)
                    .add(norm(difference(step.action(), steps.get(i - 1).action())));
            delays += isChange ? step.chunk().index() : 0;
            if (i > 1 && isPolicys(steps.get(i - 2))) {
                jerk(steps.get(i - 2).action(), steps.get(i - 1).action(), step.action());
            }
        }
    }

    private void jerk(Vec first, Vec second, Vec third) {
        Vec turn = difference(difference(third, second), difference(second, first));
        jerks += Math.pow(norm(turn) / Math.pow(STEP_SECONDS, 3), 2);
        thirds++;
    }

    /** Of the jumps from one chunk to the next, in metres a step. */
    double changes(double part) {
        return quantile(changes, part);
    }

    /** Of those within chunks. */
    double within(double part) {
        return quantile(within, part);
    }

    /** How many actions of a chunk came too late, in steps. */
    double meanDelay() {
        return changes.isEmpty() ? 0 : delays / changes.size();
    }

    /** Root of the mean square, in m/s³. */
    double jerk() {
        return thirds == 0 ? 0 : Math.sqrt(jerks / thirds);
    }

    private static boolean isPolicys(Step step) {
        return step.source() instanceof ActionSource.Policy;
    }

    private static Vec difference(Vec a, Vec b) {
        return Vec.of(a.at(0) - b.at(0), a.at(1) - b.at(1), a.at(2) - b.at(2));
    }

    private static double norm(Vec vec) {
        return Math.sqrt(vec.at(0) * vec.at(0) + vec.at(1) * vec.at(1) + vec.at(2) * vec.at(2));
    }

    private static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size()));
    }
}

package dev.fleetrl.episodes;

import dev.fleetrl.contracts.TaskId;
import java.util.List;
import java.util.Map;

/**
 * What a label run found for one task.
 *
 * @param horizonSteps H_l: steps that the task's time limit allows
 * @param failureCostSteps C: what a failure costs, in steps
 * @param lookaheadSteps N; H_l where the advantage looks to the end
 * @param epsilon ε of the task, normalised
 * @param stepsBySource how many steps there are of each kind of source
 * @param positiveBySource share of them that is positive
 * @param figures of the pool that ε was chosen over: {@code poolSteps}, {@code poolEpisodes}; shares of its steps:
 *     {@code poolFromFailures} (lie in failed episodes) and {@code poolStalled} (nothing moved on); shares of those that are
 *     positive: {@code positiveInFailures}, {@code positiveInSuccesses}, {@code positiveInStalls}, {@code positiveElsewhere};
 *     and {@code positivesStalled}, the share of the positives in which nothing moved on. A share of nothing is left out.
 * @param valueAlongSuccesses mean V in each tenth of the length of the episodes that succeeded; empty without any
 * @param valueAlongFailures the same of those that failed
 */
public record TaskLabels(
        TaskId task,
        int horizonSteps,
        double failureCostSteps,
        int lookaheadSteps,
        double epsilon,
        Map<String, Integer> stepsBySource,
        Map<String, Double> positiveBySource,
        Map<String, Double> figures,
        List<Double> valueAlongSuccesses,
        List<Double> valueAlongFailures) {
    public TaskLabels {
        stepsBySource = Map.copyOf(stepsBySource);
        positiveBySource = Map.copyOf(positiveBySource);
        figures = Map.copyOf(figures);
        valueAlongSuccesses = List.copyOf(valueAlongSuccesses);
        valueAlongFailures = List.copyOf(valueAlongFailures);
    }
}

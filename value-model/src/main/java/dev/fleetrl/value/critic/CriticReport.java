package dev.fleetrl.value.critic;

import dev.fleetrl.evaluation.AreaUnderRoc;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.progress.DoneTrace;
import dev.fleetrl.value.critic.progress.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Figures over episodes that the critic has not seen. */
public final class CriticReport {
    private final List<ValueOrder> successes = new ArrayList<>();
    private final List<ValueOrder> failures = new ArrayList<>();
    private final List<DoneTrace> traces = new ArrayList<>();
    private final List<Double> stageCorrelations = new ArrayList<>();

    /** Counts one episode; one of a single frame has no order and is left out. */
    public void add(CriticScores scores, List<Integer> stages) {
        if (scores.forward().length < 2) {
            return;
        }
        (scores.success() ? successes : failures).add(scores.order());
        traces.add(scores.doneTrace());
        if (scores.success() && stages.stream().distinct().count() > 1) {
            stageCorrelations.add(scores.stageCorrelation(stages));
        }
    }

    /**
     * Empty where nothing was held out.
     *
     * <ul>
     *   <li>{@code vocAuc}: success against failure by VOC
     *   <li>{@code vocSuccess}, {@code vrocSuccess}, {@code vocF1Success}, {@code negativeRateSuccess} and the same of
     *       failures: means over episodes
     *   <li>{@code stageSpearman}: mean over successes of ρ between v and the true stage
     *   <li>{@code doneThreshold} of the calibrated detector, and {@code doneFalsePositives}, {@code doneEarly},
     *       {@code doneRecall} here: see {@link DoneDetector.Calibrated}; absent while it is unusable
     * </ul>
     */
    public Map<String, Double> metrics(DoneDetector detector) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("heldOutSuccesses", (double) successes.size());
        metrics.put("heldOutFailures", (double) failures.size());
        means(metrics, "Success", successes);
        means(metrics, "Failure", failures);
        vocAuc().ifPresent(auc -> metrics.put("vocAuc", auc.auc()));
        stageCorrelations.stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .ifPresent(mean -> metrics.put("stageSpearman", mean));
        if (detector instanceof DoneDetector.Calibrated calibrated) {
            DoneDetector.Calibrated here = DoneDetector.at(calibrated.threshold(), traces);
            metrics.put("doneThreshold", here.threshold());
            metrics.put("doneFalsePositives", here.falsePositives());
            metrics.put("doneEarly", here.early());
            metrics.put("doneRecall", here.recall());
        }
        return metrics;
    }

    /** Success against failure by VOC; absent without both. */
    public Optional<AreaUnderRoc> vocAuc() {
        return successes.isEmpty() || failures.isEmpty()
                ? Optional.empty()
                : Optional.of(AreaUnderRoc.of(vocs(successes), vocs(failures)));
    }

    private static void means(Map<String, Double> metrics, String outcome, List<ValueOrder> orders) {
        mean(metrics, "voc" + outcome, orders, ValueOrder::voc);
        mean(metrics, "vroc" + outcome, orders, ValueOrder::vroc);
        mean(metrics, "vocF1" + outcome, orders, ValueOrder::f1);
        mean(metrics, "negativeRate" + outcome, orders, ValueOrder::negativeRate);
    }

    private static void mean(
            Map<String, Double> metrics, String name, List<ValueOrder> orders, ToDoubleFunction<ValueOrder> figure) {
        orders.stream().mapToDouble(figure).average().ifPresent(mean -> metrics.put(name, mean));
    }

    private static double[] vocs(List<ValueOrder> orders) {
        return orders.stream().mapToDouble(ValueOrder::voc).toArray();
    }
}

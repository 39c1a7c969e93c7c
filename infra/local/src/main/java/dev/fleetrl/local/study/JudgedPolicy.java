package dev.fleetrl.local.study;

import dev.fleetrl.evaluation.AreaUnderRoc;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.WilsonInterval;
import dev.fleetrl.value.critic.CriticReport;
import dev.fleetrl.value.critic.CriticScores;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.watch.AlarmValue;
import dev.fleetrl.value.critic.watch.WatchConfig;
import dev.fleetrl.value.critic.watch.Watched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a critic is worth on the held-out episodes of one policy. Of one alone: where the episodes of several are thrown together, a
 * score that only tells a good policy from a bad one passes for a critic.
 */
final class JudgedPolicy {
    /** Of those that have both outcomes alone. */
    static final String VOC_AUC = "vocAuc";

    private static final double LEAD_SECONDS = 1;
    private static final int DRAWS = 2000;
    private static final List<Integer> CALLS_PER_HOUR = List.of(60, 120, 240);

    private final WatchConfig watch;
    private final CriticReport report = new CriticReport();
    private final List<Watched> called = new ArrayList<>();
    private final List<Watched> ranked = new ArrayList<>();
    private final List<Double> successLengths = new ArrayList<>();
    private final List<Double> failureLengths = new ArrayList<>();

    /** One of its figures. */
    record Estimate(double value, Optional<Interval> bounds) {
        static Estimate of(double value) {
            return new Estimate(value, Optional.empty());
        }

        static Estimate of(double value, Interval bounds) {
            return new Estimate(value, Optional.of(bounds));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f", value)
                    + bounds.map(i -> String.format(Locale.ROOT, " [%.3f, %.3f]", i.low(), i.high()))
                            .orElse("");
        }
    }

    JudgedPolicy(WatchConfig watch) {
        this.watch = watch;
    }

    /** Counts one episode. */
    void hear(CriticScores scores, int hz, List<Integer> stages) {
        report.add(scores, stages);
        called.add(scores.called(hz, watch));
        ranked.add(scores.watched(hz, watch.headway()));
        (scores.success() ? successLengths : failureLengths).add((double) scores.forward().length);
    }

    /** A figure of nothing is left out; so is all that compares successes with failures where one of them is missing. */
    Map<String, Estimate> figures(DoneDetector detector) {
        Map<String, Estimate> figures = new LinkedHashMap<>();
        report.metrics(detector).forEach((name, value) -> figures.put(name, Estimate.of(value)));
        rate(figures, "doneFalsePositives", "heldOutFailures");
        rate(figures, "doneEarly", "heldOutSuccesses");
        rate(figures, "doneRecall", "heldOutSuccesses");
        report.vocAuc().ifPresent(auc -> {
            AreaUnderRoc length = length();
            figures.put(VOC_AUC, Estimate.of(auc.auc(), auc.interval()));
            figures.put("AUC of the length alone", Estimate.of(length.auc(), length.interval()));
            calls(figures);
        });
        return figures;
    }

    private static void rate(Map<String, Estimate> figures, String name, String trials) {
        Estimate share = figures.remove(name);
        Estimate of = figures.get(trials);
        if (share != null && of != null && of.value() > 0) {
            int hits = (int) Math.round(share.value() * of.value());
            figures.put(name, Estimate.of(share.value(), WilsonInterval.of(hits, (int) of.value())));
        }
    }

    /** The order is worth what it adds to this: failures may be told by their length alone, be they the longer or the shorter. */
    private AreaUnderRoc length() {
        double[] successes = successLengths.stream().mapToDouble(x -> x).toArray();
        double[] failures = failureLengths.stream().mapToDouble(x -> x).toArray();
        AreaUnderRoc longer = AreaUnderRoc.of(failures, successes);
        return longer.auc() >= 0.5 ? longer : AreaUnderRoc.of(successes, failures);
    }

    /** As the fleet calls, and at budgets by one score alone; beside as many calls at random moments. */
    private void calls(Map<String, Estimate> figures) {
        AlarmValue first = AlarmValue.reaching(called, 1, LEAD_SECONDS);
        call("as configured, first of an episode, ", called, first, figures);
        if (first.callsPerHour() > 0) {
            double perEpisode = called.stream().mapToDouble(Watched::last).sum()
                    / first.quality().alarms();
            figures.put(
                    "as configured, calls an hour with repeated ones", Estimate.of(first.callsPerHour() * perEpisode));
        }
        AlarmValue stalled = AlarmValue.reaching(ranked, watch.stallSeconds(), LEAD_SECONDS);
        call("no new best for " + watch.stallSeconds() + " s, ", ranked, stalled, figures);
        for (int budget : CALLS_PER_HOUR) {
            AlarmValue value = AlarmValue.at(ranked, budget, LEAD_SECONDS);
            call("longest without a new best, at most " + budget + " calls an hour, ", ranked, value, figures);
        }
    }

    private static void call(String at, List<Watched> watched, AlarmValue value, Map<String, Estimate> figures) {
        AlarmValue.AtRandom random =
                AlarmValue.random(watched, value.callsPerHour(), LEAD_SECONDS, DRAWS, new SplittableRandom(1));
        figures.put(at + "calls an hour", Estimate.of(value.callsPerHour()));
        value.quality().precision().ifPresent(precision -> {
            figures.put(at + "precision", Estimate.of(precision, value.quality().precisionInterval()));
            figures.put(at + "precision at random", Estimate.of(random.precision()));
        });
        value.quality().recall().ifPresent(recall -> {
            figures.put(at + "recall", Estimate.of(recall, value.quality().recallInterval()));
            figures.put(at + "recall at random", Estimate.of(random.recall()));
        });
    }
}

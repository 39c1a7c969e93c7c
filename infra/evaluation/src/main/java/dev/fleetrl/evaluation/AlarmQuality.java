package dev.fleetrl.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Precision and recall of alarms at a stated budget, beside what as many alarms at random would get.
 *
 * @param hits alarms on episodes that failed
 * @param alarms raised; never more than the budget
 * @param failures of all episodes
 */
public record AlarmQuality(int hits, int alarms, int failures, int episodes) {
    /** How alarming an episode looked, and whether it failed. */
    public record Scored(double score, boolean failed) {}

    /**
     * Raises the alarm for the highest scores. Where equal scores would exceed the budget none of them is raised: a monitor that cannot
     * tell episodes apart gets no credit for the order in which they are listed.
     */
    public static AlarmQuality atBudget(List<Scored> episodes, int budget) {
        int failures = (int) episodes.stream().filter(Scored::failed).count();
        List<Scored> descending = episodes.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        int alarms = Math.min(budget, descending.size());
        if (alarms < descending.size()) {
            double refused = descending.get(alarms).score();
            alarms = (int) descending.subList(0, alarms).stream()
                    .filter(e -> e.score() > refused)
                    .count();
        }
        int hits = (int)
                descending.subList(0, alarms).stream().filter(Scored::failed).count();
        return new AlarmQuality(hits, alarms, failures, descending.size());
    }

    /** Absent without an alarm. */
    public OptionalDouble precision() {
        return share(hits, alarms);
    }

    /** Absent without a failure. */
    public OptionalDouble recall() {
        return share(hits, failures);
    }

    public Interval precisionInterval() {
        return WilsonInterval.of(hits, alarms);
    }

    public Interval recallInterval() {
        return WilsonInterval.of(hits, failures);
    }

    /** What alarms at random hit: the share of failures. */
    public OptionalDouble precisionByChance() {
        return share(failures, episodes);
    }

    /** What as many alarms at random find. */
    public OptionalDouble recallByChance() {
        return share(alarms, episodes);
    }

    private static OptionalDouble share(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}

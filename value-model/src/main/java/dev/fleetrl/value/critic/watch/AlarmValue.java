package dev.fleetrl.value.critic.watch;

import dev.fleetrl.evaluation.AlarmQuality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What calls for help were worth: precision and recall at a budget of calls an hour, one call an episode at most. A call
 * counts as right where the episode then failed, and came early enough to be answered.
 *
 * @param threshold that the scores had to reach
 * @param callsPerHour of robot time; not above the budget
 * @param precision share of the calls that were right; 0 where there was none
 * @param recall share of the failures that were called for in time
 */
public record AlarmValue(double threshold, double callsPerHour, double precision, double recall) {
    private static final double HOUR = 3600;

    /**
     * The lowest threshold that keeps the budget.
     *
     * @param budget calls an hour of robot time
     * @param leadSeconds that a person needs to come; a later call is no use
     */
    public static AlarmValue at(List<Watched> episodes, double budget, double leadSeconds) {
        TreeSet<Double> thresholds = new TreeSet<>(Comparator.reverseOrder());
        episodes.forEach(episode -> thresholds.addAll(episode.scores()));
        AlarmValue best = new AlarmValue(Double.POSITIVE_INFINITY, 0, 0, 0);
        for (double threshold : thresholds) {
            AlarmValue value = reaching(episodes, threshold, leadSeconds);
            if (value.callsPerHour() > budget) {
                return best;
            }
            best = value;
        }
        return best;
    }

    /** One call an episode, once its score reaches the threshold. */
    public static AlarmValue reaching(List<Watched> episodes, double threshold, double leadSeconds) {
        List<Double> leads =
                episodes.stream().map(episode -> episode.leadSeconds(threshold)).toList();
        return of(threshold, episodes, leads, hours(episodes), leadSeconds);
    }

    /**
     * The control: as many calls, at random moments of robot time; the mean over {@code draws}.
     *
     * @param callsPerHour that the calls under test needed
     */
    public static AlarmValue random(
            List<Watched> episodes, double callsPerHour, double leadSeconds, int draws, SplittableRandom random) {
        double hours = hours(episodes);
        long calls = Math.min(episodes.size(), Math.round(callsPerHour * hours));
        double precision = 0;
        double recall = 0;
        for (int draw = 0; draw < draws; draw++) {
            AlarmValue value = of(0, episodes, randomLeads(episodes, calls, random), hours, leadSeconds);
            precision += value.precision() / draws;
            recall += value.recall() / draws;
        }
        return new AlarmValue(0, hours == 0 ? 0 : calls / hours, precision, recall);
    }

    /** A moment that falls into an episode which was called for already is drawn again. */
    private static List<Double> randomLeads(List<Watched> episodes, long calls, SplittableRandom random) {
        List<Double> leads = new ArrayList<>();
        episodes.forEach(episode -> leads.add(-1.0));
        double total = HOUR * hours(episodes);
        for (long made = 0; made < calls; ) {
            double moment = random.nextDouble() * total;
            int index = 0;
            while (index < episodes.size() - 1 && moment >= episodes.get(index).seconds()) {
                moment -= episodes.get(index++).seconds();
            }
            if (leads.get(index) < 0) {
                leads.set(index, Math.max(0, episodes.get(index).seconds() - moment));
                made++;
            }
        }
        return leads;
    }

    private static AlarmValue of(
            double threshold, List<Watched> episodes, List<Double> leads, double hours, double leadSeconds) {
        int calls = 0;
        int right = 0;
        int failures = 0;
        for (int i = 0; i < leads.size(); i++) {
            boolean failed = episodes.get(i).failed();
            calls += leads.get(i) >= 0 ? 1 : 0;
            right += failed && leads.get(i) >= leadSeconds ? 1 : 0;
            failures += failed ? 1 : 0;
        }
        AlarmQuality quality = new AlarmQuality(right, calls, failures, leads.size());
        return new AlarmValue(
                threshold,
                hours == 0 ? 0 : calls / hours,
                quality.precision().orElse(0),
                quality.recall().orElse(0));
    }

    private static double hours(List<Watched> episodes) {
        return episodes.stream().mapToDouble(Watched::seconds).sum() / HOUR;
    }
}

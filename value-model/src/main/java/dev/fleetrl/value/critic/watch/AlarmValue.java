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
 * @param callsPerHour of robot time
 * @param quality of these calls
 */
public record AlarmValue(double threshold, double callsPerHour, AlarmQuality quality) {
    private static final double HOUR = 3600;

    /** What as many calls at random get, on average; a draw without a call has a precision of 0. */
    public record AtRandom(double callsPerHour, double precision, double recall) {}

    /**
     * The lowest threshold that keeps the budget. Where equal scores would exceed it none of them calls: a monitor that cannot
     * tell episodes apart gets no credit for the order in which they are listed.
     *
     * @param budget calls an hour of robot time
     * @param leadSeconds that a person needs to come; a later call is no use
     */
    public static AlarmValue at(List<Watched> episodes, double budget, double leadSeconds) {
        TreeSet<Double> thresholds = new TreeSet<>(Comparator.reverseOrder());
        episodes.forEach(episode -> thresholds.addAll(episode.scores()));
        AlarmValue best = reaching(episodes, Double.POSITIVE_INFINITY, leadSeconds);
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
        AlarmQuality quality = quality(episodes, leads, leadSeconds);
        double hours = hours(episodes);
        return new AlarmValue(threshold, hours == 0 ? 0 : quality.alarms() / hours, quality);
    }

    /**
     * The control: as many calls, at random moments of robot time; the mean over {@code draws}.
     *
     * @param callsPerHour that the calls under test needed
     */
    public static AtRandom random(
            List<Watched> episodes, double callsPerHour, double leadSeconds, int draws, SplittableRandom random) {
        double hours = hours(episodes);
        long calls = Math.min(episodes.size(), Math.round(callsPerHour * hours));
        double precision = 0;
        double recall = 0;
        for (int draw = 0; draw < draws; draw++) {
            AlarmQuality quality = quality(episodes, randomLeads(episodes, calls, random), leadSeconds);
            precision += quality.precision().orElse(0) / draws;
            recall += quality.recall().orElse(0) / draws;
        }
        return new AtRandom(hours == 0 ? 0 : calls / hours, precision, recall);
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

    private static AlarmQuality quality(List<Watched> episodes, List<Double> leads, double leadSeconds) {
        int calls = 0;
        int right = 0;
        int failures = 0;
        for (int i = 0; i < leads.size(); i++) {
            boolean failed = episodes.get(i).failed();
            calls += leads.get(i) >= 0 ? 1 : 0;
            right += failed && leads.get(i) >= leadSeconds ? 1 : 0;
            failures += failed ? 1 : 0;
        }
        return new AlarmQuality(right, calls, failures);
    }

    private static double hours(List<Watched> episodes) {
        return episodes.stream().mapToDouble(Watched::seconds).sum() / HOUR;
    }
}

package dev.fleetrl.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Successes per hour of robot time, {@code θ = Σ s_i / Σ d_i}: a ratio of sums, so that slow failures count what they cost.
 *
 * <p>The error is the delta method's: {@code z_i = s_i - θ d_i}, {@code se = sqrt(Σ z_i² / (n-1) / n) / mean(d)}. Whether θ is
 * <i>active</i> (the policy ran) or <i>gross</i> (with reset, hold, waiting) lies in the durations; say which: {@link Throughput}.
 *
 * @param perHour θ; 0 where no time was spent
 * @param standardError per hour; absent with fewer than two episodes (or clusters), and without a success: nothing is known then
 * @param units n: independent units, episodes or clusters of them
 * @param hours T = Σ d_i
 */
public record ThroughputEstimate(double perHour, Optional<Double> standardError, int units, double hours) {
    private static final double SECONDS_PER_HOUR = 3600;

    /** -ln 0.025: where so many were to be expected, none at all has a probability of 2.5 %. */
    private static final double MOST_WITHOUT_ONE = 3.688879;

    /** One episode: whether it counts as a success, and the robot time that it took (s). */
    public record Episode(boolean success, double seconds) {
        public Episode {
            if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an episode cannot take " + seconds + " s");
            }
        }
    }

    /** Anything that is counted, such as takeovers: how many an episode had, and the robot time that it took (s). */
    public record Count(double events, double seconds) {
        double hours() {
            return seconds / SECONDS_PER_HOUR;
        }
    }

    public static ThroughputEstimate of(List<Episode> episodes) {
        return ofClusters(episodes.stream().map(List::of).toList());
    }

    /** For episodes that share a robot, a site or a day: {@code z_i} is summed over each cluster, clusters are the units. */
    public static ThroughputEstimate ofClusters(Collection<List<Episode>> clusters) {
        return ofCounts(clusters.stream().map(ThroughputEstimate::count).toList());
    }

    /** Events an hour, in place of successes. */
    public static ThroughputEstimate ofCounts(List<Count> episodes) {
        int n = episodes.size();
        double hours = episodes.stream().mapToDouble(Count::hours).sum();
        double events = episodes.stream().mapToDouble(Count::events).sum();
        double perHour = hours == 0 ? 0 : events / hours;
        if (n < 2 || perHour == 0) {
            return new ThroughputEstimate(perHour, Optional.empty(), n, hours);
        }
        double squares = episodes.stream()
                .mapToDouble(episode -> episode.events() - perHour * episode.hours())
                .map(z -> z * z)
                .sum();
        return new ThroughputEstimate(perHour, Optional.of(Math.sqrt(squares / (n - 1) / n) / (hours / n)), n, hours);
    }

    /**
     * {@code θ ± t(0.975, n-1) se}, cut at 0. Without a success {@code [0, 3.69 / T]}, Poisson's two-sided bound for a count of
     * none: the delta method's error would be 0 there, certainty from ignorance.
     */
    public Optional<Interval> interval() {
        if (perHour == 0 && hours > 0) {
            return Optional.of(new Interval(0, MOST_WITHOUT_ONE / hours));
        }
        return standardError
                .map(se -> StudentT.twoSided95(units - 1) * se)
                .map(margin -> new Interval(Math.max(0, perHour - margin), perHour + margin));
    }

    /** {@code θ exp(± t(0.975, n-1) se/θ)}: never below 0, better where θ is known within a factor only; absent at θ = 0. */
    public Optional<Interval> logInterval() {
        return standardError
                .map(se -> Math.exp(StudentT.twoSided95(units - 1) * se / perHour))
                .map(factor -> new Interval(perHour / factor, perHour * factor));
    }

    private static Count count(List<Episode> cluster) {
        return new Count(
                successes(cluster),
                cluster.stream().mapToDouble(Episode::seconds).sum());
    }

    static double hours(List<Episode> episodes) {
        return episodes.stream().mapToDouble(Episode::seconds).sum() / SECONDS_PER_HOUR;
    }

    static long successes(List<Episode> episodes) {
        return episodes.stream().filter(Episode::success).count();
    }
}

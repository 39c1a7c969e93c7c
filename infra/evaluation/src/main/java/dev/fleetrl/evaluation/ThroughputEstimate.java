package dev.fleetrl.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * Successes per hour of robot time, {@code θ = Σ s_i / Σ d_i}: a ratio of sums, so that slow failures count what they cost.
 *
 * <p>The interval is the delta method's: {@code z_i = s_i - θ d_i}, {@code se = sqrt(Σ z_i² / (n-1) / n) / mean(d)},
 * {@code θ ± t(0.975, n-1) se}, cut at 0.
 *
 * @param perHour θ; 0 where no time was spent
 * @param interval absent with fewer than two episodes: nothing is known then
 */
public record ThroughputEstimate(double perHour, Optional<Interval> interval) {
    private static final double SECONDS_PER_HOUR = 3600;

    /** One episode: whether it counts as a success, and the robot time that it took (s). */
    public record Episode(boolean success, double seconds) {}

    public static ThroughputEstimate of(List<Episode> episodes) {
        int n = episodes.size();
        double hours = episodes.stream().mapToDouble(Episode::seconds).sum() / SECONDS_PER_HOUR;
        double perHour =
                hours == 0 ? 0 : episodes.stream().filter(Episode::success).count() / hours;
        if (n < 2 || hours == 0) {
            return new ThroughputEstimate(perHour, Optional.empty());
        }
        double squares = episodes.stream()
                .mapToDouble(e -> (e.success() ? 1 : 0) - perHour * e.seconds() / SECONDS_PER_HOUR)
                .map(z -> z * z)
                .sum();
        double margin = StudentT.twoSided95(n - 1) * Math.sqrt(squares / (n - 1) / n) / (hours / n);
        return new ThroughputEstimate(
                perHour, Optional.of(new Interval(Math.max(0, perHour - margin), perHour + margin)));
    }
}

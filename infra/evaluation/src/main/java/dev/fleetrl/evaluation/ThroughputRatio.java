package dev.fleetrl.evaluation;

import static dev.fleetrl.evaluation.ThroughputEstimate.hours;
import static dev.fleetrl.evaluation.ThroughputEstimate.successes;

import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import java.util.List;
import java.util.Optional;

/**
 * {@code θ₁ / θ₀}: how many times the throughput. The interval is the delta method's on the log scale, with
 * {@code u_i = z_i / Σd / θ}, the influence of episode i on log θ.
 *
 * <p>Where a side has no success at all, its logarithm does not exist. Then half a success is added to both sides and the variance
 * of log θ is taken as {@code 1 / (S + ½)}, that of a count: a wide interval, not none.
 */
public final class ThroughputRatio {
    private ThroughputRatio() {}

    /** For independent episodes: the squared errors add, with Welch's degrees of freedom. */
    public static RatioEstimate of(List<Episode> episodes1, List<Episode> episodes0) {
        requireTime(episodes1, episodes0);
        if (successes(episodes1) == 0 || successes(episodes0) == 0) {
            return withHalfASuccess(episodes1, episodes0);
        }
        double variance1 = variance(influences(episodes1));
        double variance0 = variance(influences(episodes0));
        double log = Math.log(perHour(episodes1, 0) / perHour(episodes0, 0));
        int n1 = episodes1.size();
        int n0 = episodes0.size();
        if (n1 < 2 || n0 < 2) {
            return RatioEstimate.ofLog(log, Optional.empty());
        }
        double variance = variance1 + variance0;
        double degrees = variance * variance / (variance1 * variance1 / (n1 - 1) + variance0 * variance0 / (n0 - 1));
        int t = variance == 0 ? Math.min(n1, n0) - 1 : Math.max(1, (int) degrees);
        return RatioEstimate.ofLog(log, Optional.of(StudentT.twoSided95(t) * Math.sqrt(variance)));
    }

    /** For episodes that share a start, the i-th of one with the i-th of the other: what the starts have in common cancels. */
    public static RatioEstimate paired(List<Episode> episodes1, List<Episode> episodes0) {
        int n = episodes1.size();
        if (n != episodes0.size()) {
            throw new IllegalArgumentException(n + " episodes cannot be paired with " + episodes0.size());
        }
        requireTime(episodes1, episodes0);
        if (successes(episodes1) == 0 || successes(episodes0) == 0) {
            return withHalfASuccess(episodes1, episodes0);
        }
        double[] differences = influences(episodes1);
        double[] influences0 = influences(episodes0);
        for (int i = 0; i < n; i++) {
            differences[i] -= influences0[i];
        }
        double log = Math.log(perHour(episodes1, 0) / perHour(episodes0, 0));
        return RatioEstimate.ofLog(
                log,
                Optional.of(differences)
                        .filter(u -> n > 1)
                        .map(u -> StudentT.twoSided95(n - 1) * Math.sqrt(variance(u))));
    }

    private static RatioEstimate withHalfASuccess(List<Episode> episodes1, List<Episode> episodes0) {
        double log = Math.log(perHour(episodes1, 0.5) / perHour(episodes0, 0.5));
        double variance = 1 / (successes(episodes1) + 0.5) + 1 / (successes(episodes0) + 0.5);
        return RatioEstimate.ofLog(log, Optional.of(WilsonInterval.Z * Math.sqrt(variance)));
    }

    private static double perHour(List<Episode> episodes, double added) {
        return (successes(episodes) + added) / hours(episodes);
    }

    /** {@code z_i / (θ Σd)}: sums to 0 over the episodes. */
    private static double[] influences(List<Episode> episodes) {
        double successes = successes(episodes);
        double hours = hours(episodes);
        return episodes.stream()
                .mapToDouble(e -> (e.success() ? 1 / successes : 0) - hours(List.of(e)) / hours)
                .toArray();
    }

    /** Of the sum of {@code n} influences: {@code n/(n-1) Σ u_i²}. */
    private static double variance(double[] influences) {
        double squares = 0;
        for (double u : influences) {
            squares += u * u;
        }
        return squares * influences.length / (influences.length - 1);
    }

    private static void requireTime(List<Episode> episodes1, List<Episode> episodes0) {
        if (hours(episodes1) == 0 || hours(episodes0) == 0) {
            throw new IllegalArgumentException("no throughput without robot time on both sides");
        }
    }
}

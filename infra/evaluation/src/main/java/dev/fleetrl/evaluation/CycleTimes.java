package dev.fleetrl.evaluation;

import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long successes take. To be shown with the throughput only: a policy that fails the slow cases looks fast here.
 *
 * @param successSeconds ascending
 * @param episodes all of them, failures too
 */
public record CycleTimes(List<Double> successSeconds, int episodes) {
    public CycleTimes {
        successSeconds = successSeconds.stream().sorted().toList();
    }

    public static CycleTimes of(List<Episode> episodes) {
        return new CycleTimes(
                episodes.stream().filter(Episode::success).map(Episode::seconds).toList(), episodes.size());
    }

    public OptionalDouble medianSeconds() {
        return quantileSeconds(0.5);
    }

    public OptionalDouble p90Seconds() {
        return quantileSeconds(0.9);
    }

    /**
     * Cumulative incidence: the share of all episodes that had succeeded by then. A failure is a competing outcome: it stays in the
     * denominator for ever and is not censored, as if it might have succeeded later.
     */
    public double incidence(double seconds) {
        return episodes == 0 ? 0 : (double) succeededBy(seconds) / episodes;
    }

    public Interval incidenceInterval(double seconds) {
        return WilsonInterval.of(succeededBy(seconds), episodes);
    }

    private int succeededBy(double seconds) {
        return (int) successSeconds.stream().filter(s -> s <= seconds).count();
    }

    /** Linear between the order statistics, as in R's default. */
    private OptionalDouble quantileSeconds(double share) {
        int last = successSeconds.size() - 1;
        if (last < 0) {
            return OptionalDouble.empty();
        }
        double position = share * last;
        int below = (int) position;
        double low = successSeconds.get(below);
        double high = successSeconds.get(Math.min(below + 1, last));
        return OptionalDouble.of(low + (position - below) * (high - low));
    }
}

package dev.fleetrl.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * How many times as much, with an interval that is symmetric on the log scale.
 *
 * @param interval 95 %; absent where the error is unknown
 * @param pValue two-sided, of a ratio of 1; of a study over seeds only
 */
public record RatioEstimate(double ratio, Optional<Interval> interval, Optional<Double> pValue) {
    /** {@code exp(log ± margin)}. */
    static RatioEstimate ofLog(double log, Optional<Double> margin) {
        return new RatioEstimate(
                Math.exp(log), margin.map(m -> new Interval(Math.exp(log - m), Math.exp(log + m))), Optional.empty());
    }

    /**
     * What a study over seeds reports: the geometric mean of the seeds' ratios, and Student's interval of the mean log ratio with
     * seeds as the units, {@code exp(mean(l) ± t(0.975, n-1) sd(l)/√n)}. The intervals within the seeds are not used: what
     * differs between trainings is what the next training will show. One seed has no interval.
     */
    public static RatioEstimate overSeeds(List<RatioEstimate> seeds) {
        int n = seeds.size();
        if (n == 0) {
            throw new IllegalArgumentException("no seeds, no ratio");
        }
        double[] logs = seeds.stream().mapToDouble(RatioEstimate::log).toArray();
        double mean = 0;
        for (double log : logs) {
            mean += log / n;
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        if (n == 1) {
            return ofLog(mean, Optional.empty());
        }
        double error = Math.sqrt(squares / (n - 1) / n);
        RatioEstimate estimate = ofLog(mean, Optional.of(StudentT.twoSided95(n - 1) * error));
        double p = mean == 0 ? 1 : StudentT.twoSidedP(mean / error, n - 1);
        return new RatioEstimate(estimate.ratio, estimate.interval, Optional.of(p));
    }

    private double log() {
        if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a ratio of " + ratio + " has no logarithm to average over seeds");
        }
        return Math.log(ratio);
    }
}

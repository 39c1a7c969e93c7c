package dev.fleetrl.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * {@code mean (p - y)²}, and Murphy's decomposition over bins, made exact by the terms within the bins (Stephenson et al., 2008):
 *
 * <pre>score = reliability - resolution + uncertainty + withinBinVariance - withinBinCovariance</pre>
 *
 * @param reliability {@code Σ n_k/n (p_k - y_k)²}: 0 when calibrated
 * @param resolution {@code Σ n_k/n (y_k - ȳ)²}: how far the bins differ
 * @param uncertainty {@code ȳ (1 - ȳ)}: the score of always saying ȳ
 * @param withinBinVariance {@code 1/n Σ (p - p_k)²}
 * @param withinBinCovariance {@code 2/n Σ (p - p_k)(y - y_k)}
 */
public record BrierScore(
        double score,
        double reliability,
        double resolution,
        double uncertainty,
        double withinBinVariance,
        double withinBinCovariance) {

    public static BrierScore of(List<Forecast> forecasts, int bins) {
        List<List<Forecast>> binned = EqualMassBins.of(forecasts, bins);
        double n = forecasts.size();
        double rate = ReliabilityBin.of(forecasts).rate();
        double reliability = 0;
        double resolution = 0;
        double variance = 0;
        double covariance = 0;
        for (List<Forecast> members : binned) {
            ReliabilityBin bin = ReliabilityBin.of(members);
            reliability += bin.count() / n * square(bin.meanProbability() - bin.rate());
            resolution += bin.count() / n * square(bin.rate() - rate);
            for (Forecast forecast : members) {
                double off = forecast.probability() - bin.meanProbability();
                variance += off * off / n;
                covariance += 2 * off * (forecast.outcome() - bin.rate()) / n;
            }
        }
        double score = forecasts.stream()
                .mapToDouble(f -> square(f.probability() - f.outcome()) / n)
                .sum();
        return new BrierScore(score, reliability, resolution, rate * (1 - rate), variance, covariance);
    }

    /** {@code 1 - score / uncertainty}: above 0 beats always saying the mean; absent where all came out the same. */
    public OptionalDouble skill() {
        return uncertainty == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - score / uncertainty);
    }

    private static double square(double x) {
        return x * x;
    }
}

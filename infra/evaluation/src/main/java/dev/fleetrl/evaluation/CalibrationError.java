package dev.fleetrl.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Expected calibration error over bins of equal mass, {@code Σ n_k/n |p_k - y_k|}. It is biased upward: of 100 perfectly calibrated
 * forecasts in ten bins it is about 0.09. So it comes with what it would be by chance, and with a form that is 0 on average when
 * calibrated.
 *
 * @param expected the ECE
 * @param nullMean its mean where the outcomes are drawn from the predicted probabilities (parametric bootstrap)
 * @param nullP95 its 95th percentile then: below this, miscalibration has not been shown
 * @param debiasedSquare {@code Σ n_k/n ((p_k - y_k)² - y_k (1 - y_k)/(n_k - 1))}; may be negative
 * @param forecasts n
 */
public record CalibrationError(double expected, double nullMean, double nullP95, double debiasedSquare, int forecasts) {

    /**
     * The error of these forecasts, and what it would be by chance.
     *
     * @param replicates of the bootstrap; 1000 is plenty
     */
    public static CalibrationError of(List<Forecast> forecasts, int bins, int replicates, Random random) {
        List<List<Forecast>> binned = EqualMassBins.of(forecasts, bins);
        int n = forecasts.size();
        double[] byChance = new double[replicates];
        for (int replicate = 0; replicate < replicates; replicate++) {
            byChance[replicate] =
                    expected(binned.stream().map(bin -> redrawn(bin, random)).toList());
        }
        Arrays.sort(byChance);
        List<ReliabilityBin> seen = binned.stream().map(ReliabilityBin::of).toList();
        return new CalibrationError(
                expected(seen),
                Arrays.stream(byChance)
                        .average()
                        .orElseThrow(() -> new IllegalArgumentException("a bootstrap needs at least one replicate")),
                byChance[(int) Math.ceil(0.95 * replicates) - 1],
                seen.stream()
                                .mapToDouble(bin -> bin.count() * debiasedSquare(bin))
                                .sum()
                        / n,
                n);
    }

    /** Whether this is more than calibrated forecasts would show in 95 of 100 cases. */
    public boolean isShown() {
        return expected > nullP95;
    }

    private static double expected(List<ReliabilityBin> bins) {
        double sum = 0;
        int n = 0;
        for (ReliabilityBin bin : bins) {
            sum += bin.count() * Math.abs(bin.meanProbability() - bin.rate());
            n += bin.count();
        }
        return sum / n;
    }

    private static ReliabilityBin redrawn(List<Forecast> bin, Random random) {
        return ReliabilityBin.of(bin.stream()
                .map(f -> new Forecast(f.probability(), random.nextDouble() < f.probability()))
                .toList());
    }

    /** A bin of one has no variance of its own; that of a calibrated forecast is taken, {@code p (1 - p)}. */
    private static double debiasedSquare(ReliabilityBin bin) {
        double off = bin.meanProbability() - bin.rate();
        double p = bin.count() > 1 ? bin.rate() : bin.meanProbability();
        return off * off - p * (1 - p) / Math.max(1, bin.count() - 1);
    }
}

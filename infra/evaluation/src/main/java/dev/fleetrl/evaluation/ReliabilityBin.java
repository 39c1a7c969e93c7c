package dev.fleetrl.evaluation;

import java.util.List;

/**
 * One point of a reliability diagram.
 *
 * @param meanProbability p_k: what was predicted
 * @param happened how many of {@code count} came true
 */
public record ReliabilityBin(int count, double meanProbability, int happened) {
    /** The diagram's points from left to right, of about the same count each; equal predictions share a bin. */
    public static List<ReliabilityBin> of(List<Forecast> forecasts, int bins) {
        return EqualMassBins.of(forecasts, bins).stream()
                .map(ReliabilityBin::of)
                .toList();
    }

    /** y_k. */
    public double rate() {
        return (double) happened / count;
    }

    /** Wilson's, of y_k. */
    public Interval interval() {
        return WilsonInterval.of(happened, count);
    }

    static ReliabilityBin of(List<Forecast> bin) {
        double mean = bin.stream().mapToDouble(Forecast::probability).average().orElseThrow();
        return new ReliabilityBin(
                bin.size(), mean, (int) bin.stream().filter(Forecast::happened).count());
    }
}

package dev.fleetrl.evaluation;

import java.util.Arrays;

/**
 * A predicted distribution over equally spaced values, such as the value function's bins or the time to go that follows from them.
 * For the time to go, condition on success first.
 */
public final class BinnedDistribution {
    private final double[] cumulative; // F(b), after bin b
    private final double first;
    private final double width;

    private BinnedDistribution(double[] cumulative, double first, double width) {
        this.cumulative = cumulative;
        this.first = first;
        this.width = width;
    }

    /**
     * The distribution with this mass; what a network or a count gives need not be scaled.
     *
     * @param mass of each bin, [B]
     * @param first value of bin 0
     * @param width from one bin's value to the next
     */
    public static BinnedDistribution of(double[] mass, double first, double width) {
        double total = Arrays.stream(mass).sum();
        if (!(total > 0 && width > 0) || Arrays.stream(mass).anyMatch(m -> m < 0)) {
            throw new IllegalArgumentException(
                    "no distribution: a total mass of " + total + " in bins of width " + width);
        }
        double[] cumulative = new double[mass.length];
        double sum = 0;
        for (int bin = 0; bin < mass.length; bin++) {
            sum += mass[bin] / total;
            cumulative[bin] = sum;
        }
        return new BinnedDistribution(cumulative, first, width);
    }

    /** Continuous ranked probability score, {@code Σ_b w (F(b) - 1[v_b ≥ y])²}, in the unit of the values; the smaller the better. */
    public double crps(double y) {
        double sum = 0;
        for (int bin = 0; bin < cumulative.length; bin++) {
            double off = cumulative[bin] - (first + bin * width >= y ? 1 : 0);
            sum += width * off * off;
        }
        return sum;
    }

    /**
     * Probability integral transform {@code F(y)}, uniform over episodes where the prediction is right. The mass of a bin is spread evenly
     * over its width, {@code v_b ± w/2}, so that a fine grid is not a comb.
     */
    public double pit(double y) {
        double position = (y - first) / width + 0.5;
        int bin = (int) Math.floor(position);
        if (bin < 0) {
            return 0;
        }
        if (bin >= cumulative.length) {
            return 1;
        }
        double below = bin == 0 ? 0 : cumulative[bin - 1];
        return below + (position - bin) * (cumulative[bin] - below);
    }

    /** How many PIT values fall into each of equally wide bins of [0, 1]; flat where calibrated. */
    public static int[] pitHistogram(double[] pits, int bins) {
        int[] counts = new int[bins];
        for (double pit : pits) {
            counts[Math.min(bins - 1, (int) (pit * bins))]++;
        }
        return counts;
    }
}

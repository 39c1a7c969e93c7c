package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Vec;

/**
 * The distribution that the value function predicts: {@code count} bins with centres evenly spaced over [-1, 0].
 *
 * <pre>V(o) = Σ_b p(b)·v(b)</pre>
 *
 * @param count 201 in the paper, a bin of 0.005
 */
public record ValueBins(int count) {
    /** Rounding must not move a bin over the edge between success and failure. */
    private static final double TOLERANCE = 1e-6;

    /** p below this is taken for it, so that a bin that underflowed has a finite logarithm. */
    private static final double LEAST_PROBABILITY = 1e-12;

    /** σ of HL-Gauss, in bins. */
    private static final double HL_GAUSS_WIDTHS = 0.75;

    public ValueBins {
        if (count < 2) {
            throw new IllegalArgumentException(count + " bins < 2");
        }
    }

    /** v(b). */
    public double centre(int bin) {
        return bin / (count - 1.0) - 1;
    }

    /** What the value function is to predict of g; writes {@code count} numbers. */
    public void encode(LabelSettings.Target kind, double normalisedReturn, float[] target, int offset) {
        switch (kind) {
            case TWO_HOT -> twoHot(normalisedReturn, target, offset);
            case HL_GAUSS -> hlGauss(normalisedReturn, target, offset);
        }
    }

    /** Splits g between its two nearest bins so that the mean is g again; writes {@code count} numbers. */
    public void twoHot(double normalisedReturn, float[] target, int offset) {
        double position = Math.min(1, Math.max(0, normalisedReturn + 1)) * (count - 1);
        int below = Math.min(count - 2, (int) position);
        target[offset + below] = (float) (below + 1 - position);
        target[offset + below + 1] = (float) (position - below);
    }

    /**
     * Spreads g over the bins as the mass that a normal distribution around it has in each, the mass beyond both ends left out
     * (HL-Gauss, Imani and White, 2018); writes {@code count} numbers. Neighbouring returns share bins, which two-hot does not
     * let them.
     */
    public void hlGauss(double normalisedReturn, float[] target, int offset) {
        double position = Math.min(1, Math.max(0, normalisedReturn + 1)) * (count - 1);
        double below = normalCdf((-0.5 - position) / HL_GAUSS_WIDTHS);
        double total = normalCdf((count - 0.5 - position) / HL_GAUSS_WIDTHS) - below;
        for (int bin = 0; bin < count; bin++) {
            double upTo = normalCdf((bin + 0.5 - position) / HL_GAUSS_WIDTHS);
            target[offset + bin] = (float) ((upTo - below) / total);
            below = upTo;
        }
    }

    /** Φ by Abramowitz and Stegun 7.1.26, right to 1e-7: less than a float of a target shows. */
    private static double normalCdf(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        double tail = 0.5 * poly * Math.exp(-x * x);
        return z > 0 ? 1 - tail : tail;
    }

    /** V(o). */
    public float mean(Vec probabilities) {
        double mean = 0;
        for (int bin = 0; bin < count; bin++) {
            mean += probabilities.at(bin) * centre(bin);
        }
        return (float) mean;
    }

    /** Mass above {@link NormalisedReturn#edge()}: how likely the episode ends well. */
    public float successProbability(Vec probabilities, double edge) {
        double mass = 0;
        for (int bin = 0; bin < count; bin++) {
            mass += centre(bin) > edge + TOLERANCE ? probabilities.at(bin) : 0;
        }
        return (float) mass;
    }

    /** −Σ target·log p: what the value function minimises (Eq. 1). */
    public double crossEntropy(double normalisedReturn, Vec probabilities) {
        float[] target = new float[count];
        twoHot(normalisedReturn, target, 0);
        double sum = 0;
        for (int bin = 0; bin < count; bin++) {
            sum -= target[bin] * Math.log(Math.max(LEAST_PROBABILITY, probabilities.at(bin)));
        }
        return sum;
    }
}

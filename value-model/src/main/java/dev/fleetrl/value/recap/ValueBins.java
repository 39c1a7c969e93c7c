package dev.fleetrl.value.recap;

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

    public ValueBins {
        if (count < 2) {
            throw new IllegalArgumentException(count + " bins < 2");
        }
    }

    /** v(b). */
    public double centre(int bin) {
        return bin / (count - 1.0) - 1;
    }

    /** Splits g between its two nearest bins so that the mean is g again; writes {@code count} numbers. */
    public void twoHot(double normalisedReturn, float[] target, int offset) {
        double position = Math.min(1, Math.max(0, normalisedReturn + 1)) * (count - 1);
        int below = Math.min(count - 2, (int) position);
        target[offset + below] = (float) (below + 1 - position);
        target[offset + below + 1] = (float) (position - below);
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

package dev.fleetrl.learning;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How a parameter begins. */
@FunctionalInterface
public interface Initialiser {
    void fill(float[] values, SplittableRandom random);

    static Initialiser zeros() {
        return (values, random) -> Arrays.fill(values, 0);
    }

    static Initialiser ones() {
        return (values, random) -> Arrays.fill(values, 1);
    }

    /** Normal, cut off at two deviations, and widened so that the deviation is the one asked for. */
    static Initialiser truncatedNormal(double deviation) {
        double deviationOfCutNormal = 0.8796;
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                double z;
                do {
                    z = Gaussian.next(random);
                } while (Math.abs(z) > 2);
                values[i] = (float) (z * deviation / deviationOfCutNormal);
            }
        };
    }
}

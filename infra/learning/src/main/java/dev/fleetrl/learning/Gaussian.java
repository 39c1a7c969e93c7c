package dev.fleetrl.learning;

import java.util.SplittableRandom;

/** Normal numbers by Box and Muller, because {@link SplittableRandom#nextGaussian()} may change between JDKs. */
public final class Gaussian {
    private Gaussian() {}

    public static double next(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** {@code size} numbers, both of each pair used. */
    public static float[] fill(float[] values, SplittableRandom random) {
        for (int i = 0; i < values.length; i += 2) {
            double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            values[i] = (float) (radius * Math.cos(angle));
            if (i + 1 < values.length) {
                values[i + 1] = (float) (radius * Math.sin(angle));
            }
        }
        return values;
    }
}
